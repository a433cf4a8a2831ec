package io.ringlog.domain.state;

import io.ringlog.domain.journal.RegistrationEvent.Binding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live contacts of one device or trunk, under its address of record {@code username@realm}.
 *
 * @param deviceId the row that has the credential: the device, or the trunk
 * @param userId whose device it is; null for a trunk
 * @param credential the sealed HA1 that opened them: another one ends them
 */
public record Contacts(
        String account,
        String aor,
        String deviceId,
        @Nullable String userId,
        String credential,
        List<Binding> bindings) implements Granule {

    public Contacts {
        bindings = List.copyOf(bindings);
    }

    public List<Binding> liveAt(Instant now) {
        return bindings.stream().filter(one -> one.expiresAt().isAfter(now)).toList();
    }

    public Contacts with(List<Binding> next) {
        return new Contacts(account, aor, deviceId, userId, credential, next);
    }

    /** The same contacts, opened anew. */
    public Contacts provenBy(String ha1) {
        return new Contacts(account, aor, deviceId, userId, ha1, bindings);
    }

    /** The same contacts under another user. */
    public Contacts of(String otherUserId) {
        return new Contacts(account, aor, deviceId, otherUserId, credential, bindings);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "contact", aor);
    }
}
