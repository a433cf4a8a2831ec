package io.ringlog.domain.routing;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.RegistrationEvent.Binding;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Contacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contacts a user can be rung at: all at once, or one after the other in the order of the devices. Pure. */
public final class UserTargets {

    private UserTargets() {}

    /** @param timeoutSec how long each rings */
    public static List<Candidate> of(AccountState state, SipUser user, int timeoutSec, Instant now) {
        boolean oneByOne = user.ringStrategy() == RingStrategy.SEQUENTIAL;
        List<Candidate> found = new ArrayList<>();
        for (SipDevice device : devices(state, user)) {
            Party party = new Party.Device(user.id(), device.id());
            for (Binding binding : live(state, device, now)) {
                int order = oneByOne ? found.size() : 0;
                found.add(new Candidate(binding.contact(), party, order, 0, timeoutSec));
            }
        }
        return found;
    }

    /** Whether there is any. */
    public static boolean areThere(AccountState state, SipUser user, Instant now) {
        return devices(state, user).stream()
                .anyMatch(device -> !live(state, device, now).isEmpty());
    }

    private static List<SipDevice> devices(AccountState state, SipUser user) {
        return user.status() != RowStatus.ACTIVE
                ? List.of()
                : state.config().devicesOf(user.id()).stream()
                        .filter(device -> device.status() == RowStatus.ACTIVE && device.ringOnFork())
                        .toList();
    }

    private static List<Binding> live(AccountState state, SipDevice device, Instant now) {
        Optional<Contacts> contacts = state.contacts(device.authUsername() + "@" + device.realm());
        return contacts.map(it -> it.liveAt(now)).orElse(List.of());
    }
}
