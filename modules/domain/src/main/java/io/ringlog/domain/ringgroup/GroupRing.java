package io.ringlog.domain.ringgroup;

import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.RungTrunks;
import io.ringlog.domain.act.RungUsers;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.outbound.NumbersHere;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Outward;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a ring group rings for a call, and why not the others. A member is the phones of a user at once, or a number
 * outside by the account's routes; what a user has set for calls of their own (forwards, the order of devices) is not
 * asked.
 */
final class GroupRing {

    private final LiveCall call;
    private final CallGroup group;
    private final NumbersHere here;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final List<RingOutcome> skipped = new ArrayList<>();
    private Because because;

    private GroupRing(LiveCall call, CallGroup group, @Nullable String last, NumbersHere here) {
        this.here = here;
        this.call = call;
        this.group = group;
        Because entered =
                Because.of("ring-group.rung").with("group", group.id()).with("strategy", group.strategy());
        this.because = group.strategy() == Strategy.ROUND_ROBIN
                ? entered.with("last", last == null ? "nobody" : last)
                : entered;
    }

    /** Somebody who is not rung. */
    private record Skipped(RingOutcome outcome, String why) {}

    /** The numbers of members of whom the edge has to say whether they are of other accounts. */
    static List<String> unknown(LiveCall call, CallGroup group) {
        return group.members().stream()
                .filter(member -> member.userId() == null)
                .flatMap(member -> call.turn().state().config().as(member.id(), Forward.class).stream())
                .flatMap(forward -> Outbound.unknown(call.turn(), Dialling.of(call.head(), forward.number())).stream())
                .map(PublicNumber::e164)
                .distinct()
                .toList();
    }

    /**
     * @param last the member that the last call began with
     * @param here numbers of members that are of other accounts
     */
    static GroupRing of(LiveCall call, CallGroup group, @Nullable String last, NumbersHere here) {
        GroupRing ring = new GroupRing(call, group, last, here);
        MemberOrder.of(group, last, call.turn().position()).forEach(ring::add);
        return ring;
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /** Who rings, the first first. */
    List<String> members() {
        return members;
    }

    /** How a ring of nobody comes out. */
    RingOutcome otherwise() {
        return RingOutcome.bestOf(skipped);
    }

    Because because() {
        return because;
    }

    private void add(Member member) {
        List<Candidate> found = new ArrayList<>();
        Skipped skip = member.userId() == null ? outside(member, found) : inside(member, found);
        if (skip == null) {
            candidates.addAll(found);
            members.add(member.id());
        } else {
            skipped.add(skip.outcome());
            because = because.over(member.id(), skip.why());
        }
    }

    private @Nullable Skipped inside(Member member, List<Candidate> found) {
        Turn turn = call.turn();
        SipUser user = turn.state().config().user(member.id()).orElse(null);
        if (user != null) {
            found.addAll(UserTargets.together(turn.state(), user, timing(member), turn.now()));
        }
        if (user == null || found.isEmpty()) {
            return new Skipped(RingOutcome.UNREACHABLE, user == null ? "is no user" : "has no phone that could ring");
        }
        if (user.id().equals(call.head().userId())) {
            return new Skipped(RingOutcome.BUSY, "is the caller");
        }
        if (user.dnd()) {
            return new Skipped(RingOutcome.BUSY, "does not want to be disturbed");
        }
        if (group.skipBusy() && talks(turn.state(), call.state(), user.id())) {
            return new Skipped(RingOutcome.BUSY, "is in another call");
        }
        return RungUsers.full(turn.state(), call.id(), user)
                .map(full -> new Skipped(RingOutcome.BUSY, "has as many calls as max_simultaneous allows"))
                .orElse(null);
    }

    /** What keeps calls of the account inside keeps those of its groups. */
    private @Nullable Skipped outside(Member member, List<Candidate> found) {
        Forward forward =
                call.turn().state().config().as(member.id(), Forward.class).orElse(null);
        if (forward == null) {
            return new Skipped(RingOutcome.UNREACHABLE, "is no forward");
        }
        if (Numbers.isEmergency(call.turn(), forward.number())) {
            return new Skipped(RingOutcome.UNREACHABLE, "is an emergency number, which no group rings");
        }
        Dialling dialling = Dialling.of(call.head(), forward.number())
                .showing(forward.cidRule())
                .lookedUp(here);
        return switch (Leaving.among(call, dialling)) {
            case Outbound.Exit.Nowhere(Rejection why) -> new Skipped(RingOutcome.UNREACHABLE, why.code());
            case Outbound.Exit.Found it -> {
                found.addAll(ways(it.candidates(), member, forward.asksInGroup()));
                yield found.isEmpty() ? new Skipped(RingOutcome.BUSY, "every trunk that takes it is full") : null;
            }
        };
    }

    /** One after the other the trunks come in the member's place; where all ring at once, the others stand by. */
    private List<Candidate> ways(List<Candidate> trunks, Member member, boolean asks) {
        List<Candidate> free = trunks.stream()
                .filter(it -> RungTrunks.full(call, it).isEmpty())
                .toList();
        UserTargets.Timing when = timing(member);
        boolean atOnce = group.strategy() == Strategy.SIMULTANEOUS;
        return IntStream.range(0, free.size())
                .mapToObj(i -> {
                    boolean last = i == free.size() - 1;
                    return atOnce && i > 0
                            ? way(free.get(i), when, 0, last, asks).standingBy(i)
                            : way(free.get(i), when, i, last, asks);
                })
                .toList();
    }

    private Candidate way(Candidate trunk, UserTargets.Timing when, int i, boolean last, boolean asks) {
        Outward out = Objects.requireNonNull(trunk.outward());
        return new Candidate(
                trunk.target(),
                trunk.party(),
                when.order() + i,
                when.delaySec(),
                when.timeoutSec(),
                new Outward(
                        out.way(), shown(out.shown()), last ? null : out.silentSec(), asks ? true : null, out.loop()));
    }

    /** As on the phones inside, unless nobody is to be shown. */
    private Shown shown(Shown shown) {
        String prefix = group.cidPrefix();
        if (prefix == null || shown.isPrivate()) {
            return shown;
        }
        String name = shown.name() != null ? shown.name() : shown.fromUser();
        return new Shown(
                shown.fromUser(),
                name == null ? prefix.strip() : prefix.strip() + " " + name,
                shown.domain(),
                shown.asserted(),
                false,
                shown.diverted(),
                shown.manner());
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

    /** Between two places there is room for every trunk of the one before. */
    private UserTargets.Timing timing(Member member) {
        Integer own = member.timeoutSec();
        int each = own == null ? group.ringTimeoutSec() : own;
        return switch (group.strategy()) {
            case SIMULTANEOUS -> {
                int left = Math.max(1, group.ringTimeoutSec() - member.delaySec());
                yield new UserTargets.Timing(0, member.delaySec(), Math.min(each, left));
            }
            case SEQUENTIAL -> new UserTargets.Timing(member.order() * Outbound.MOST_TRUNKS, member.delaySec(), each);
            case ROUND_ROBIN, RANDOM -> new UserTargets.Timing(members.size() * Outbound.MOST_TRUNKS, 0, each);
        };
    }
}
