package io.ringlog.topology.views;

import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The live contacts of a device or a trunk.
 *
 * @param deviceId null for a trunk
 * @param userId null for a trunk
 * @param trunkId null for a device
 */
public record Registration(
        String accountId,
        String aor,
        @Nullable String deviceId,
        @Nullable String userId,
        @Nullable String trunkId,
        List<Binding> contacts) {

    public Registration {
        contacts = List.copyOf(contacts);
    }

    /** The registration after an event; empty when no contact is left. */
    public static Optional<Registration> after(Optional<Registration> before, String account, RegistrationEvent event) {
        return switch (event) {
            case RegistrationEvent.ContactsBound it ->
                some(new Registration(account, it.aor(), it.deviceId(), it.userId(), null, it.contacts()));
            case RegistrationEvent.TrunkBound it ->
                some(new Registration(account, it.aor(), null, null, it.trunkId(), it.contacts()));
            case RegistrationEvent.ContactExpired it -> before.flatMap(was -> some(was.without(it.uri())));
            case RegistrationEvent.TrunkContactExpired it -> before.flatMap(was -> some(was.without(it.uri())));
            case RegistrationEvent.RegistrationRefused _ -> before;
            case RegistrationEvent.AuthenticationFailed _ -> before;
        };
    }

    private static Optional<Registration> some(Registration registration) {
        return registration.contacts.isEmpty() ? Optional.empty() : Optional.of(registration);
    }

    private Registration without(String uri) {
        return new Registration(
                accountId,
                aor,
                deviceId,
                userId,
                trunkId,
                contacts.stream().filter(c -> !c.uri().equals(uri)).toList());
    }
}
