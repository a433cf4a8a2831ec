package io.ringlog.sip;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call leg that the platform starts itself, with its own offer; credentials answer a peer's challenge. */
public record OutgoingLeg(
        Destination to,
        String fromUri,
        @Nullable String fromDisplayName,
        @Nullable String toUri,
        String sdpOffer,
        Duration ringTimeout,
        Map<String, String> headers,
        @Nullable Credentials credentials) {

    public static OutgoingLeg to(Destination to, String fromUri, String sdpOffer, Duration ringTimeout) {
        return new OutgoingLeg(to, fromUri, null, null, sdpOffer, ringTimeout, Map.of(), null);
    }

    public OutgoingLeg with(Credentials login) {
        return new OutgoingLeg(to, fromUri, fromDisplayName, toUri, sdpOffer, ringTimeout, headers, login);
    }

    public OutgoingLeg named(String displayName) {
        return new OutgoingLeg(to, fromUri, displayName, toUri, sdpOffer, ringTimeout, headers, credentials);
    }

    /** A carrier's account; never printed. */
    public record Credentials(String username, String password) {
        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}
