package io.ringlog.domain.act;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users whom an attempt rings: each holds a place among their own calls while it rings or waits to ring again. */
public final class RungUsers {

    private RungUsers() {}

    /** Why a party's user can take no further call; empty for who can, and for who is not of this account. */
    static Optional<Because> full(LiveCall call, Party party) {
        AccountState state = call.turn().state();
        return Optional.ofNullable(party.userId())
                .flatMap(state.config()::user)
                .flatMap(user -> full(state, call.id(), user));
    }

    /** Why a user can take no further call beside those already held. */
    public static Optional<Because> full(AccountState state, String callId, SipUser user) {
        Integer most = user.maxSimultaneous();
        var holders = state.holders(Scopes.user(user.id()));
        return most == null || holders.contains(callId) || holders.size() < most
                ? Optional.empty()
                : Optional.of(Because.of("routing.user-full")
                        .with("user", user.id())
                        .with("held", holders.size())
                        .with("max_simultaneous", String.valueOf(most)));
    }

    /** Whoever is rung has a place from now on. */
    static void hold(LiveCall call, Party party) {
        String user = party.userId();
        if (user != null) {
            AdmissionDesk.hold(call.turn(), call.id(), Scopes.user(user));
        }
    }

    /** Whoever rings no more, waits for no other phone to ring and is not in the call gives the place back. */
    static void releaseIdle(LiveCall call, Party party) {
        String user = party.userId();
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        Stream<Party> concerned = Stream.concat(
                call.state().legs().stream()
                        .filter(leg -> !(leg instanceof Leg.Over))
                        .map(Leg::party),
                attempt.waiting().stream().map(Candidate::party));
        if (user != null && concerned.noneMatch(other -> user.equals(other.userId()))) {
            AdmissionDesk.release(call.turn(), call.id(), Scopes.user(user));
        }
    }

    /** Everybody of the newest attempt but the one who took the call, and who is in it, gives the place back. */
    static void releaseAllBut(LiveCall call, @Nullable String userId) {
        of(call).filter(user -> !user.equals(userId) && !call.state().isIn(user))
                .forEach(user -> AdmissionDesk.release(call.turn(), call.id(), Scopes.user(user)));
    }

    private static Stream<String> of(LiveCall call) {
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        Stream<Party> rung = call.state().legs().stream()
                .filter(leg -> attempt.legIds().contains(leg.id()))
                .map(Leg::party);
        return Stream.concat(rung, attempt.waiting().stream().map(Candidate::party))
                .flatMap(party -> Stream.ofNullable(party.userId()))
                .distinct();
    }
}
