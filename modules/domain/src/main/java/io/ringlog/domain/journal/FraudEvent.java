package io.ringlog.domain.journal;

import io.ringlog.domain.config.FraudRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What calls to numbers outside look suspicious. */
public sealed interface FraudEvent extends Event {

    String ruleId();

    /**
     * So much went out that somebody should look.
     *
     * @param measure calls, numbers or minutes
     * @param callId the call that made it so much, or the longest of those in progress; null where it is not live
     */
    record FraudSuspected(
            String ruleId,
            FraudRule.Watch watch,
            long measure,
            int warnAt,
            @Nullable String callId) implements FraudEvent {}

    /** So much went out that further calls are refused. */
    record FraudBlocked(String ruleId, FraudRule.Watch watch, long measure, int blockAt, Instant until)
            implements FraudEvent {}

    /**
     * Calls are no longer refused.
     *
     * @param code that its time was over, that the rule has changed, or that somebody asked
     * @param text why, in the words of whoever asked; null when nobody did
     * @param actor who asked; null when nobody did
     */
    record FraudBlockLifted(
            String ruleId,
            String code,
            @Nullable String text,
            @Nullable String actor) implements FraudEvent {}
}
