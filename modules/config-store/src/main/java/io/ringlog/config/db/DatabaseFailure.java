package io.ringlog.config.db;

import java.util.Optional;
import org.sqlite.SQLiteException;

/** The database cannot do its work (disk full, file gone): a broken world, never a refusal. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An extended result code says more in its upper bytes (sqlite.org/rescode.html). */
    private static final int PRIMARY = 0xFF;

    public DatabaseFailure(String what, Throwable cause) {
        super(what, cause);
    }

    /** Why the store cannot work now, in words; empty when the fault is the statement's or the driver's. */
    public Optional<String> reason() {
        return getCause() instanceof SQLiteException sqlite ? reason(sqlite) : Optional.empty();
    }

    private static Optional<String> reason(SQLiteException why) {
        return switch (why.getResultCode().code & PRIMARY) {
            case 5, 6 -> Optional.of("somebody else writes it");
            case 8 -> Optional.of("it may only be read");
            case 10 -> Optional.of("the disk failed or is full");
            case 11, 26 -> Optional.of("the file is damaged");
            case 13 -> Optional.of("the disk is full");
            case 14 -> Optional.of("the file cannot be opened");
            default -> Optional.empty();
        };
    }
}
