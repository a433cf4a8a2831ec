package io.ringlog.sip;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call leg that the platform starts itself, with its own offer. */
public record OutgoingLeg(
        Destination to,
        String fromUri,
        @Nullable String fromDisplayName,
        @Nullable String toUri,
        String sdpOffer,
        Duration ringTimeout,
        Map<String, String> headers) {

    public static OutgoingLeg to(Destination to, String fromUri, String sdpOffer, Duration ringTimeout) {
        return new OutgoingLeg(to, fromUri, null, null, sdpOffer, ringTimeout, Map.of());
    }

    /** With these headers beside those that every INVITE has. */
    public OutgoingLeg with(Map<String, String> more) {
        return new OutgoingLeg(to, fromUri, fromDisplayName, toUri, sdpOffer, ringTimeout, more);
    }

    public OutgoingLeg named(String displayName) {
        return new OutgoingLeg(to, fromUri, displayName, toUri, sdpOffer, ringTimeout, headers);
    }
}
