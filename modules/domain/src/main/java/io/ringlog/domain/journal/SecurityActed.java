package io.ringlog.domain.journal;

import io.ringlog.domain.config.SecurityRule;
import org.jspecify.annotations.Nullable;

/** What whoever runs the platform asks for; of the platform account. The answer goes back to {@code replyTo}. */
public sealed interface SecurityActed extends Input {

    String actor();

    /**
     * Nobody of a network is to be listened to.
     *
     * @param network an address or a block, as edges write it
     * @param seconds how long; null is as long as the rule's longest ban
     */
    record BanAsked(
            String requestId,
            String replyTo,
            String network,
            @Nullable Integer seconds,
            String reason,
            String actor) implements SecurityActed {}

    /** A ban is to end now. */
    record LiftAsked(String requestId, String replyTo, String banId, String reason, String actor)
            implements SecurityActed {}

    /** What is borne from now on, as the process was told that holds the configuration. */
    record RuleGiven(SecurityRule rule, String actor) implements SecurityActed {}
}
