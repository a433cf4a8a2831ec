package io.ringlog.connectors;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** An in-memory DuckDB that reads Parquet files and holds nothing; it knows no table of ours. */
final class DuckDb implements AutoCloseable {
    private final DuckDBConnection root;

    private DuckDb(DuckDBConnection root) {
        this.root = root;
    }

    /** Reads one row; the cursor is on it. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static DuckDb open() {
        Properties settings = new Properties();
        // extensions are fetched from the Internet when they are wanted: never from a call path
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("threads", "2");
        settings.setProperty("memory_limit", "256MB");
        settings.setProperty("preserve_insertion_order", "false");
        try {
            return new DuckDb(
                    DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class));
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not open", e);
        }
    }

    /** Runs one statement; every parameter is bound, a list as an array of text. */
    <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader) {
        try (Connection connection = root.duplicate();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, parameters);
            try (ResultSet found = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(reader.read(found));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The lake's files could not be read", e);
        }
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close", e);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<?> parameters)
            throws SQLException {
        int place = 1;
        for (Object parameter : parameters) {
            if (parameter instanceof List<?> list) {
                statement.setArray(place++, connection.createArrayOf("VARCHAR", list.toArray()));
            } else {
                statement.setObject(place++, parameter);
            }
        }
    }
}
