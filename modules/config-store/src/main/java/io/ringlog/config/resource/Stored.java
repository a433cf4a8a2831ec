package io.ringlog.config.resource;

/**
 * A row as the store holds it.
 *
 * @param version grows by one with each change of the row; the ETag
 * @param createdAt epoch seconds
 * @param updatedAt epoch seconds
 */
public record Stored<R extends Record>(R row, long version, long createdAt, long updatedAt) {}
