package io.ringlog.domain.config;

/**
 * One published, immutable version of a call flow. A live call keeps the version it started on.
 *
 * @param version 1 for the first publication
 */
public record CallFlow(String id, String accountId, String name, int version, FlowGraph graph) implements ConfigRow {}
