package io.ringlog.config.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** One SQLite file: migrated when opened, one writer at a time, a few readers beside it. Knows no table. */
public final class Database implements AutoCloseable {

    private static final int READERS = 4;
    private static final int BUSY_MS = 10_000;

    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final List<Connection> all = new ArrayList<>();

    private Database(SQLiteDataSource source) throws SQLException {
        writer = open(source);
        for (int i = 0; i < READERS; i++) {
            Connection reader = open(source);
            try (var pragma = reader.createStatement()) {
                pragma.execute("PRAGMA query_only = ON");
            }
            readers.add(reader);
        }
    }

    /** Opens or creates the file and brings its tables to the newest version. */
    public static Database open(Path file) {
        SQLiteDataSource source = source(file);
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try {
            return new Database(source);
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot open " + file, e);
        }
    }

    /** Copies a file as it is at one moment, whatever the version of its tables and whoever writes it. */
    public static void copy(Path file, Path to) {
        // A reader would make the log of a file that nobody has open; and such a file holds still.
        if (!Files.exists(Path.of(file + "-wal"))) {
            copyClosed(file, to);
            return;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try (Connection reader = source.getConnection()) {
            new Sql(reader).run("VACUUM INTO ?", to.toString());
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot read " + file, e);
        }
    }

    private static void copyClosed(Path file, Path to) {
        try {
            Files.copy(file, to);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Runs one transaction: committed when {@code work} returns, rolled back when it throws. */
    public <T> T write(Function<Sql, T> work) {
        writing.lock();
        try {
            return transaction(work, true);
        } finally {
            writing.unlock();
        }
    }

    /** Runs {@code work} as a transaction that is always rolled back: to see what a write would do. */
    public <T> T rehearse(Function<Sql, T> work) {
        writing.lock();
        try {
            return transaction(work, false);
        } finally {
            writing.unlock();
        }
    }

    /** Reads one consistent snapshot. */
    public <T> T read(Function<Sql, T> work) {
        Connection reader = take();
        try {
            Sql sql = new Sql(reader);
            sql.run("BEGIN");
            try {
                return work.apply(sql);
            } finally {
                sql.run("ROLLBACK");
            }
        } finally {
            readers.add(reader);
        }
    }

    /** Copies the database as it is at one moment into a new file, beside whoever else writes it. */
    public void copyTo(Path file) {
        writing.lock();
        try {
            new Sql(writer).run("VACUUM INTO ?", file.toString());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (Connection connection : all) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("cannot close the database", e);
        } finally {
            writing.unlock();
        }
    }

    private <T> T transaction(Function<Sql, T> work, boolean keep) {
        Sql sql = new Sql(writer);
        sql.run("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            T result = work.apply(sql);
            if (keep) {
                sql.run("COMMIT");
                done = true;
            }
            return result;
        } finally {
            if (!done) {
                sql.rollBack();
            }
        }
    }

    private Connection take() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while waiting for a connection", e);
        }
    }

    private Connection open(SQLiteDataSource source) throws SQLException {
        Connection connection = source.getConnection();
        all.add(connection);
        return connection;
    }

    private static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
