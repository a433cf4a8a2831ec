package io.ringlog.config.db;

import java.util.Objects;
import org.sqlite.SQLiteException;

/** The database cannot do its work (disk full, file gone): a broken world, never a refusal. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An extended result code says more in its upper bytes (sqlite.org/rescode.html). */
    private static final int PRIMARY = 0xFF;

    public DatabaseFailure(String what, Throwable cause) {
        super(what, cause);
    }

    /** Why, in words, without the statement. */
    public String reason() {
        return getCause() instanceof SQLiteException sqlite
                ? reason(sqlite)
                : Objects.requireNonNullElse(getMessage(), "no reason was given");
    }

    private static String reason(SQLiteException why) {
        return switch (why.getResultCode().code & PRIMARY) {
            case 5, 6 -> "somebody else writes it";
            case 8 -> "it may only be read";
            case 10 -> "the disk failed or is full";
            case 11, 26 -> "the file is damaged";
            case 13 -> "the disk is full";
            case 14 -> "the file cannot be opened";
            default -> why.getResultCode().message;
        };
    }
}
