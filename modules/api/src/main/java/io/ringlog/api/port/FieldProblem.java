package io.ringlog.api.port;

/** One wrong field: its path, a stable code and a sentence. */
public record FieldProblem(String field, String code, String message) {}
