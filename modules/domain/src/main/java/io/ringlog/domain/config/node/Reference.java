package io.ringlog.domain.config.node;

/**
 * Something a node needs in its account.
 *
 * @param field the parameter that names it
 * @param target the kind of row, as the resources are called
 */
public record Reference(String field, String target, String id) {}
