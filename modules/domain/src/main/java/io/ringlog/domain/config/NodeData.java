package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a flow node does; one record per kind, with the field names of the flow node reference. */
public sealed interface NodeData {

    /** Where a call comes in. Outcome: default. */
    record Entry(String trigger) implements NodeData {}

    /** Plays a prompt to its end. Outcome: default. */
    record Play(String audioId) implements NodeData {}

    /** Plays a prompt and branches on one or more keys. Outcomes: digit:x, timeout, invalid. */
    record Menu(
            @Nullable String promptAudioId,
            @Nullable String repromptAudioId,
            @Nullable String invalidAudioId,
            int minDigits,
            int maxDigits,
            @Nullable String terminators,
            int timeoutSec,
            @Nullable Integer interDigitTimeoutSec,
            int maxFailures,
            int maxTimeouts,
            boolean bargeIn)
            implements NodeData {}

    /** Captures digits into a variable. Outcomes: collected, timeout, invalid. */
    record Collect(
            String variable,
            @Nullable String promptAudioId,
            @Nullable String repromptAudioId,
            @Nullable String invalidAudioId,
            int minDigits,
            int maxDigits,
            @Nullable String terminator,
            int timeoutSec,
            @Nullable Integer interDigitTimeoutSec,
            @Nullable String regex,
            int maxTries)
            implements NodeData {}

    /** Compares a variable. Outcomes: true, false. */
    record Condition(
            String variable, Operator operator, @Nullable String value) implements NodeData {}

    /** How a condition compares. */
    enum Operator {
        EQUALS,
        NOT_EQUALS,
        CONTAINS,
        STARTS_WITH,
        MATCHES,
        EXISTS,
        IN
    }

    /** Branches on business hours. Outcomes: in_hours, out_of_hours, holiday. */
    record TimeCondition(String scheduleId) implements NodeData {}

    /** Rings users or another target and bridges on answer. Outcomes: answered, busy, no_answer, unreachable. */
    record Dial(DestKind destKind, String destId, @Nullable Integer timeoutSec) implements NodeData {}

    /** Puts the caller in a queue. Outcomes: every exit of the queue that has no destination of its own. */
    record Enqueue(String queueId, @Nullable Integer priority) implements NodeData {}

    /** Ends the call. */
    record Hangup(@Nullable String cause) implements NodeData {}

    /** The outcomes a node may have; used to check a graph on save. */
    static List<String> fixedOutcomes(NodeData data) {
        return switch (data) {
            case Entry e -> List.of("default");
            case Play p -> List.of("default");
            case Menu m -> List.of("timeout", "invalid");
            case Collect c -> List.of("collected", "timeout", "invalid");
            case Condition c -> List.of("true", "false");
            case TimeCondition t -> List.of("in_hours", "out_of_hours", "holiday");
            case Dial d -> List.of("answered", "busy", "no_answer", "unreachable");
            case Enqueue e -> List.of("timeout", "no_agents", "queue_full", "ewt", "closed");
            case Hangup h -> List.of();
        };
    }
}
