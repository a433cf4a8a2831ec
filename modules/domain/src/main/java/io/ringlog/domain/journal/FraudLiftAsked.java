package io.ringlog.domain.journal;

/** Somebody asks through the API that a fraud rule stops no more calls; the decision goes back to {@code replyTo}. */
public record FraudLiftAsked(String requestId, String replyTo, String ruleId, String reason, String actor)
        implements Input {}
