package io.ringlog.domain.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of registrations; {@code aor} is {@code user@domain}. */
public sealed interface RegistrationEvent extends Event {

    String aor();

    /** The contacts of an address of record are now these. */
    record ContactsBound(String aor, String deviceId, String userId, List<Binding> contacts)
            implements RegistrationEvent {
        public ContactsBound {
            contacts = List.copyOf(contacts);
        }
    }

    /**
     * One live contact.
     *
     * @param sipCallId with {@code cseq}: the newest REGISTER that bound it (RFC 3261 section 10.3 step 7)
     * @param instanceId the instance and its reg-id, which name one flow of one phone for good (RFC 5626 section 6)
     */
    record Binding(
            Contact contact,
            Instant expiresAt,
            String sipCallId,
            long cseq,
            @Nullable String instanceId) {

        /** A binding of a phone that names no instance. */
        public Binding(Contact contact, Instant expiresAt, String sipCallId, long cseq) {
            this(contact, expiresAt, sipCallId, cseq, null);
        }

        public String uri() {
            return contact.uri();
        }
    }

    /** A trunk has registered at us: calls to it go to these; the newest stands last. */
    record TrunkBound(String aor, String trunkId, List<Binding> contacts) implements RegistrationEvent {
        public TrunkBound {
            contacts = List.copyOf(contacts);
        }
    }

    /** A contact of a trunk was not refreshed in time, or its edge was lost. */
    record TrunkContactExpired(String aor, String trunkId, String uri, String why) implements RegistrationEvent {}

    /** A REGISTER was refused. */
    record RegistrationRefused(String aor, String code, String sourceIp) implements RegistrationEvent {}

    /**
     * A call came with credentials that are wrong; it has no record of its own, so that a scanner cannot fill the
     * history.
     */
    record AuthenticationFailed(String aor, String method, String code, String sourceIp) implements RegistrationEvent {}

    /** A contact was not refreshed in time, or its edge was lost. */
    record ContactExpired(String aor, String deviceId, String userId, String uri, String why)
            implements RegistrationEvent {}
}
