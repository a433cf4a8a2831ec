package io.ringlog.domain.config;

/** An agent's membership of a queue; a lower tier level rings first. */
public record AgentQueueAssignment(
        String id,
        String accountId,
        String queueId,
        String userId,
        @Unsaid("1") int tierLevel,
        @Unsaid("0") int position,
        @Unsaid("static") Mode mode)
        implements ConfigRow {

    /** Who switches the membership: login (static, mandatory), the agent (optional), a supervisor (supervised). */
    public enum Mode {
        STATIC,
        MANDATORY,
        OPTIONAL,
        SUPERVISED
    }
}
