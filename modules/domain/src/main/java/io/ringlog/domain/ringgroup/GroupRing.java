package io.ringlog.domain.ringgroup;

import io.ringlog.domain.act.RungUsers;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a ring group rings for a call, and why not the others. A member is the phones of a user at once; what the user
 * has set for calls of their own (forwards, the order of devices) is not asked. Pure.
 *
 * @param members the users that ring, the first first
 * @param otherwise how a ring of nobody comes out
 */
record GroupRing(List<Candidate> candidates, List<String> members, RingOutcome otherwise, Because because) {

    GroupRing {
        candidates = List.copyOf(candidates);
        members = List.copyOf(members);
    }

    /** Somebody who is not rung. */
    private record Skipped(RingOutcome outcome, String why) {}

    /**
     * @param last the member that the last call began with
     * @param seed the journal record
     */
    static GroupRing of(
            AccountState state, CallState call, CallGroup group, @Nullable String last, String seed, Instant now) {
        List<Candidate> candidates = new ArrayList<>();
        List<String> rung = new ArrayList<>();
        List<RingOutcome> skipped = new ArrayList<>();
        Because because =
                Because.of("ring-group.rung").with("group", group.id()).with("strategy", group.strategy());
        if (group.strategy() == Strategy.ROUND_ROBIN) {
            because = because.with("last", last == null ? "nobody" : last);
        }
        for (Member member : MemberOrder.of(group, last, seed)) {
            SipUser user = state.config().user(member.userId()).orElse(null);
            List<Candidate> phones = user == null
                    ? List.of()
                    : UserTargets.together(state, user, timing(group, member, rung.size()), now);
            Skipped skip = skipped(state, call, group, user, phones);
            if (skip == null) {
                candidates.addAll(phones);
                rung.add(member.userId());
            } else {
                skipped.add(skip.outcome());
                because = because.over(member.userId(), skip.why());
            }
        }
        return new GroupRing(candidates, rung, RingOutcome.bestOf(skipped), because);
    }

    private static @Nullable Skipped skipped(
            AccountState state, CallState call, CallGroup group, @Nullable SipUser user, List<Candidate> phones) {
        if (user == null || phones.isEmpty()) {
            return new Skipped(RingOutcome.UNREACHABLE, user == null ? "is no user" : "has no phone that could ring");
        }
        if (user.id().equals(call.head().userId())) {
            return new Skipped(RingOutcome.BUSY, "is the caller");
        }
        if (user.dnd()) {
            return new Skipped(RingOutcome.BUSY, "does not want to be disturbed");
        }
        if (group.skipBusy() && talks(state, call, user.id())) {
            return new Skipped(RingOutcome.BUSY, "is in another call");
        }
        return RungUsers.full(state, call.callId(), user)
                .map(full -> new Skipped(RingOutcome.BUSY, "has as many calls as max_simultaneous allows"))
                .orElse(null);
    }

    /** Whoever only rings may still take this call. */
    private static boolean talks(AccountState state, CallState call, String userId) {
        return state.holders(Scopes.user(userId)).stream()
                .filter(callId -> !callId.equals(call.callId()))
                .flatMap(callId -> state.call(callId).stream())
                .flatMap(other -> other.legs().stream())
                .filter(leg -> leg instanceof Leg.Up || leg instanceof Leg.Inviting)
                .anyMatch(leg -> Objects.equals(leg.party().userId(), userId));
    }

    private static UserTargets.Timing timing(CallGroup group, Member member, int place) {
        Integer own = member.timeoutSec();
        int each = own == null ? group.ringTimeoutSec() : own;
        return switch (group.strategy()) {
            case SIMULTANEOUS -> {
                int left = Math.max(1, group.ringTimeoutSec() - member.delaySec());
                yield new UserTargets.Timing(0, member.delaySec(), Math.min(each, left));
            }
            case SEQUENTIAL -> new UserTargets.Timing(member.order(), member.delaySec(), each);
            case ROUND_ROBIN, RANDOM -> new UserTargets.Timing(place, 0, each);
        };
    }
}
