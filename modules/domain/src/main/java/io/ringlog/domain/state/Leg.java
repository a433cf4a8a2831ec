package io.ringlog.domain.state;

import io.ringlog.domain.journal.Party;
import java.time.Instant;

/** A leg the platform rang. It can only do what its state allows. */
public sealed interface Leg {

    String id();

    Party party();

    /** INVITE is out. */
    record Ringing(String id, Party party, Instant since) implements Leg {
        public Talking answered(Instant at) {
            return new Talking(id, party, at);
        }

        public Over lost(int status, Instant at) {
            return new Over(id, party, status, at);
        }
    }

    /** Answered. */
    record Talking(String id, Party party, Instant since) implements Leg {
        public Over ended(Instant at) {
            return new Over(id, party, 200, at);
        }
    }

    /** Done; {@code status} is the SIP status it ended with, 200 after an answer. */
    record Over(String id, Party party, int status, Instant at) implements Leg {}
}
