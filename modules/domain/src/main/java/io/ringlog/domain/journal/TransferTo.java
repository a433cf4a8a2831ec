package io.ringlog.domain.journal;

import io.ringlog.domain.config.DestKind;
import org.jspecify.annotations.Nullable;

/** Where somebody passes on whom they talk to. */
public sealed interface TransferTo {

    /** As one word, for events and sentences: {@code 1002}, {@code queue q_1}, {@code call c2}. */
    String words();

    /** Whatever this leads to when it is dialled inside the account. */
    record Dialled(String dialled) implements TransferTo {
        @Override
        public String words() {
            return dialled;
        }
    }

    /** A target by its kind and id. */
    record Target(DestKind kind, @Nullable String id) implements TransferTo {
        @Override
        public String words() {
            return kind.name().toLowerCase(java.util.Locale.ROOT) + (id == null ? "" : " " + id);
        }
    }

    /** A slot of a park lot; the first lot and the first free slot where null. */
    record Parked(@Nullable String lotId, @Nullable String slot) implements TransferTo {
        @Override
        public String words() {
            return "park" + (slot == null ? "" : " " + slot);
        }
    }

    /**
     * Whoever the same person talks to in another call (RFC 3891, RFC 5589 section 7).
     *
     * @param legId their leg there; null when it is to be found by its user
     */
    record Consulted(String callId, @Nullable String legId) implements TransferTo {
        @Override
        public String words() {
            return "call " + callId;
        }
    }

    /**
     * Whom the same person rings in another call: their phones ring on for who is passed on.
     *
     * @param legId the leg of that person there
     * @param kind of the target that rings; null for a number outside
     * @param id of the target, or the number in E.164 digits
     */
    record Rung(String callId, String legId, @Nullable DestKind kind, String id) implements TransferTo {
        @Override
        public String words() {
            return "call " + callId;
        }
    }

    /**
     * The conference that the same person sits in with another call: who is passed on takes the seat.
     *
     * @param legId the leg of that person there
     */
    record Seat(String callId, String legId, String conferenceId) implements TransferTo {
        @Override
        public String words() {
            return "conference " + conferenceId;
        }
    }
}
