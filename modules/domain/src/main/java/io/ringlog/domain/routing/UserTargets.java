package io.ringlog.domain.routing;

import io.ringlog.domain.config.DestKind;
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

/**
 * The contacts a user can be rung at: of all devices at once, of one after the other in their order, or of those that
 * opted in. Pure.
 */
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

    /** When a user who is one of several rings; as of a {@link Candidate}. */
    public record Timing(int order, int delaySec, int timeoutSec) {}

    /** The same contacts, all at once in the user's place among others. */
    public static List<Candidate> together(AccountState state, SipUser user, Timing when, Instant now) {
        return of(state, user, when.timeoutSec(), now).stream()
                .map(it -> new Candidate(it.target(), it.party(), when.order(), when.delaySec(), when.timeoutSec()))
                .toList();
    }

    /** Whether there is any. */
    public static boolean areThere(AccountState state, SipUser user, Instant now) {
        return devices(state, user).stream()
                .anyMatch(device -> !live(state, device, now).isEmpty());
    }

    /** Whose phones an extension or a name rings. */
    public static Optional<String> userAt(AccountState state, String dialled) {
        return state.config()
                .extension(dialled)
                .filter(it -> it.dest().kind() == DestKind.USER)
                .map(it -> String.valueOf(it.dest().id()))
                .or(() -> state.config().userNamed(dialled).map(SipUser::id));
    }

    private static List<SipDevice> devices(AccountState state, SipUser user) {
        return user.status() != RowStatus.ACTIVE
                ? List.of()
                : state.config().devicesOf(user.id()).stream()
                        .filter(device -> device.status() == RowStatus.ACTIVE)
                        .filter(device -> user.ringStrategy() != RingStrategy.SPECIFIC || device.ringOnFork())
                        .toList();
    }

    private static List<Binding> live(AccountState state, SipDevice device, Instant now) {
        Optional<Contacts> contacts = state.contacts(device.authUsername() + "@" + device.realm());
        return contacts.map(it -> it.liveAt(now)).orElse(List.of());
    }
}
