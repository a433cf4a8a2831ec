package io.ringlog.topology.views;

import io.ringlog.domain.config.FraudRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fraud rule has told of and stops.
 *
 * @param warned what it told last; null for nothing since it began
 * @param blocked why it stops calls now; null where it stops none
 */
public record LiveFraud(
        String ruleId, @Nullable Warned warned, @Nullable Blocked blocked) {

    /** So much had gone out when it told, and so much was to be told. */
    public record Warned(
            Instant since,
            FraudRule.Watch watch,
            long measure,
            int warnAt,
            @Nullable String callId) {}

    /** So much had gone out when it began to stop calls, and so much was too much. */
    public record Blocked(Instant since, Instant until, FraudRule.Watch watch, long measure, int blockAt) {}
}
