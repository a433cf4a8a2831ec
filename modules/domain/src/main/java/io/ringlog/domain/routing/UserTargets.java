package io.ringlog.domain.routing;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Contacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The contacts a user can be rung at, in ring order. Pure. */
public final class UserTargets {

    private UserTargets() {}

    public static List<Candidate> of(AccountState state, SipUser user, Instant now) {
        if (user.status() != RowStatus.ACTIVE) {
            return List.of();
        }
        return state.config().devicesOf(user.id()).stream()
                .filter(device -> device.status() == RowStatus.ACTIVE && device.ringOnFork())
                .flatMap(device -> live(state, device, now).stream()
                        .map(binding -> new Candidate(new Party.Device(user.id(), device.id()), binding.contact())))
                .toList();
    }

    private static List<Binding> live(AccountState state, SipDevice device, Instant now) {
        Optional<Contacts> contacts = state.contacts(device.authUsername() + "@" + device.realm());
        return contacts.map(it -> it.liveAt(now)).orElse(List.of());
    }
}
