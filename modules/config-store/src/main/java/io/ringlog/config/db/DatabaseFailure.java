package io.ringlog.config.db;

/** The database cannot do its work (disk full, file gone): a broken world, never a refusal. */
public final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseFailure(String what, Throwable cause) {
        super(what, cause);
    }
}
