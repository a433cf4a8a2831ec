package io.ringlog.config.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements inside one transaction; values are always bound, never written into the text. */
public final class Sql {

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Runs a statement without an answer and returns the number of rows it changed. */
    public int run(String text, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(text, values)) {
            statement.execute();
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot run: " + text, e);
        }
    }

    /** Undoes what was done; SQLite has done so itself when the disk was full (sqlite.org/lang_transaction.html). */
    void rollBack() {
        try (PreparedStatement statement = connection.prepareStatement("ROLLBACK")) {
            statement.execute();
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                throw new DatabaseFailure("cannot roll back", e);
            }
        }
    }

    /** All rows of a query. */
    public List<Row> rows(String text, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(text, values);
                ResultSet result = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                rows.add(row(result, columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot run: " + text, e);
        }
    }

    /** The first row of a query. */
    public Optional<Row> first(String text, @Nullable Object... values) {
        return rows(text, values).stream().findFirst();
    }

    /** The single number a query answers with. */
    public long number(String text, @Nullable Object... values) {
        return first(text, values).map(row -> row.integer("n")).orElseThrow();
    }

    private PreparedStatement prepare(String text, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static Row row(ResultSet result, ResultSetMetaData columns) throws SQLException {
        Row row = new Row();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnName(i), result.getObject(i));
        }
        return row;
    }
}
