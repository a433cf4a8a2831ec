package io.ringlog.api.port;

import org.jspecify.annotations.Nullable;

/**
 * One wrong field: its path, a stable code and a sentence.
 *
 * @param line of a file that came, counted from 1; null where there is none
 */
public record FieldProblem(
        String field, String code, String message, @Nullable Integer line) {

    public FieldProblem(String field, String code, String message) {
        this(field, code, message, null);
    }
}
