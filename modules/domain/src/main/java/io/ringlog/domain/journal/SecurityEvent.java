package io.ringlog.domain.journal;

import io.ringlog.domain.config.SecurityRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whom the edges do not listen to, and since when they do again; events of the platform account. */
public sealed interface SecurityEvent extends Event {

    /** What becomes of one ban. */
    sealed interface OfBan extends SecurityEvent {
        String banId();

        String network();
    }

    /**
     * Edges drop whatever comes from a network, unread.
     *
     * @param code what it did, or that somebody asked for it
     * @param text in words
     * @param actor who asked; null when nobody did
     */
    record SourceBanned(
            String banId,
            String network,
            String code,
            String text,
            Instant until,
            @Nullable String actor) implements OfBan {}

    /** So many packets and connections of it were dropped in all, as far as edges have told. */
    record BanHeld(String banId, String network, long dropped) implements OfBan {}

    /**
     * It is listened to again.
     *
     * @param text why, in words; null when it was over
     * @param actor who asked; null when nobody did
     */
    record BanLifted(
            String banId,
            String network,
            String code,
            @Nullable String text,
            @Nullable String actor) implements OfBan {}

    /** More or less is borne from now on. */
    record SecurityRuleChanged(SecurityRule rule) implements SecurityEvent {}
}
