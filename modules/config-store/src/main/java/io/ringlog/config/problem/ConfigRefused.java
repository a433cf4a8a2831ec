package io.ringlog.config.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A request the store turned down; thrown, so that the transaction around it rolls back as a whole. */
public final class ConfigRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of refusal. */
    public enum Kind {
        /** The request is wrong in itself. */
        INVALID,
        /** The row does not exist for this account. */
        NOT_FOUND,
        /** Somebody else changed the row since it was read. */
        STALE,
        /** Other rows refer to the row. */
        IN_USE
    }

    private final Kind kind;
    private final transient List<FieldError> errors;

    private ConfigRefused(Kind kind, List<FieldError> errors) {
        super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    public static ConfigRefused invalid(List<FieldError> errors) {
        return new ConfigRefused(Kind.INVALID, errors);
    }

    public static ConfigRefused notFound(String what, String id) {
        return new ConfigRefused(
                Kind.NOT_FOUND, List.of(new FieldError("", "config.not-found", "there is no " + what + " " + id)));
    }

    public static ConfigRefused stale(String what, String id) {
        return new ConfigRefused(
                Kind.STALE,
                List.of(new FieldError("", "config.stale", what + " " + id + " was changed since it was read")));
    }

    public static ConfigRefused inUse(List<FieldError> referrers) {
        return new ConfigRefused(Kind.IN_USE, referrers);
    }

    public Kind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
