package io.ringlog.config.problem;

import java.util.List;
import java.util.OptionalInt;
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
    private final int line;

    private ConfigRefused(Kind kind, List<FieldError> errors) {
        this(kind, errors, 0);
    }

    private ConfigRefused(Kind kind, List<FieldError> errors, int line) {
        super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.line = line;
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

    /** A draft was changed each time that its tests ran. */
    public static ConfigRefused changing(int times) {
        String text = "a flow was changed " + times + " times while its tests ran";
        return new ConfigRefused(Kind.STALE, List.of(new FieldError("", "config.stale", text)));
    }

    public static ConfigRefused inUse(List<FieldError> referrers) {
        return new ConfigRefused(Kind.IN_USE, referrers);
    }

    /** A document that cannot be read from {@code line} on, counted from 1; 0 when that is not known. */
    public static ConfigRefused unreadable(int line, FieldError error) {
        return new ConfigRefused(Kind.INVALID, List.of(error), line);
    }

    /** Where reading ended; empty for what was read. */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    public Kind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }
}
