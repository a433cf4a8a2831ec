package io.ringlog.domain.config;

/**
 * Something that flows may use and nobody may read: a token, a password, a key to sign with.
 *
 * @param secret sealed for the id of the row
 */
public record Secret(String id, String accountId, String name, String secret) implements ConfigRow {}
