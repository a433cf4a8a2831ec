package io.ringlog.domain.state;

import java.time.Instant;

/** A leg the platform rang. It can only do what its state allows. */
public sealed interface Leg {

    String id();

    String userId();

    String deviceId();

    /** INVITE is out. */
    record Ringing(String id, String userId, String deviceId, Instant since) implements Leg {
        public Talking answered(Instant at) {
            return new Talking(id, userId, deviceId, at);
        }

        public Over lost(int status, Instant at) {
            return new Over(id, userId, deviceId, status, at);
        }
    }

    /** Answered. */
    record Talking(String id, String userId, String deviceId, Instant since) implements Leg {
        public Over ended(Instant at) {
            return new Over(id, userId, deviceId, 200, at);
        }
    }

    /** Done; {@code status} is the SIP status it ended with, 200 after an answer. */
    record Over(String id, String userId, String deviceId, int status, Instant at) implements Leg {}
}
