package io.ringlog.domain.state;

import io.ringlog.domain.journal.RegistrationEvent.Binding;
import java.time.Instant;
import java.util.List;

/**
 * The live contacts of one device, under its address of record {@code authUsername@realm}.
 *
 * @param sipCallId with {@code cseq}: the newest REGISTER accepted (RFC 3261 section 10.3 step 7)
 */
public record Contacts(
        String account, String aor, String deviceId, String userId, List<Binding> bindings, String sipCallId, long cseq)
        implements Granule {

    public Contacts {
        bindings = List.copyOf(bindings);
    }

    public List<Binding> liveAt(Instant now) {
        return bindings.stream().filter(one -> one.expiresAt().isAfter(now)).toList();
    }

    public Contacts with(List<Binding> next) {
        return new Contacts(account, aor, deviceId, userId, next, sipCallId, cseq);
    }

    /** The same contacts under another user. */
    public Contacts of(String otherUserId) {
        return new Contacts(account, aor, deviceId, otherUserId, bindings, sipCallId, cseq);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "contact", aor);
    }
}
