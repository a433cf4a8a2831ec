package io.ringlog.domain.ringgroup;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.Music;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.outbound.NumbersHere;
import io.ringlog.domain.outbound.NumbersShown;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.domain.state.GroupPointer;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.RingAttempt.Purpose;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes calls into ring groups and sends them on when nobody of the group took them. */
public final class GroupDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        LookedUp answer = LookedUp.of(input).orElse(null);
        if (answer != null && answer.use() instanceof NumberUse.Group(String groupId)) {
            answer.takenUp(turn)
                    .ifPresent(call -> turn.state()
                            .config()
                            .ringGroup(groupId)
                            .ifPresentOrElse(group -> ring(call, group, answer.here()), () -> enter(call, groupId)));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallRouted routed && routed.target().kind() == DestKind.RING_GROUP) {
            turn.live(routed.callId())
                    .ifPresent(
                            call -> enter(call, String.valueOf(routed.target().id())));
        } else if (event instanceof CallEvent.RingFailed failed) {
            turn.live(failed.callId()).ifPresent(call -> {
                AdmissionDesk.leavesGroups(turn, call.id());
                ringFailed(call, failed);
            });
        } else if (event instanceof CallEvent.LegConnected connected) {
            turn.live(connected.callId())
                    .filter(call ->
                            call.state().ring() instanceof RingAttempt ring && ring.purpose() instanceof Purpose.Group)
                    .ifPresent(Leaving::stays);
        } else if (event instanceof Event.ConfigApplied gone && gone.removed()) {
            turn.state().groupPointer(gone.rowId()).ifPresent(turn::remove);
        }
    }

    private static void enter(LiveCall call, String groupId) {
        Optional<CallGroup> found = call.turn().state().config().ringGroup(groupId);
        if (found.isEmpty()) {
            CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no ring group " + groupId));
            return;
        }
        CallGroup group = found.get();
        Optional<Hours> hours = Optional.ofNullable(group.scheduleId())
                .map(schedule ->
                        ScheduleEvaluator.of(call.turn().state().config(), group.accountId(), schedule, call.now()));
        if (hours.orElse(null) instanceof Hours.Broken broken) {
            call.emit(broken.warning(call.id()), broken.because(groupId));
        }
        switch (hours.map(Hours::state).orElse(Hours.State.IN_HOURS)) {
            case IN_HOURS -> admit(call, group);
            case OUT_OF_HOURS -> closed(call, group, group.closedTarget(), Hours.State.OUT_OF_HOURS);
            case HOLIDAY -> closed(call, group, group.holidayTarget(), Hours.State.HOLIDAY);
        }
    }

    /** A call that is back in the group counts once. */
    private static void admit(LiveCall call, CallGroup group) {
        String scope = Scopes.ringGroup(group.id());
        Integer most = group.maxCalls();
        Set<String> holders = call.turn().state().holders(scope);
        if (most == null || holders.contains(call.id()) || holders.size() < most) {
            AdmissionDesk.hold(call.turn(), call.id(), scope);
            ring(call, group);
        } else {
            full(call, group, holders.size() + " of " + most);
        }
    }

    /** A full group is one that nobody takes the call in. */
    private static void full(LiveCall call, CallGroup group, String held) {
        Because because = Refusal.GROUP_FULL.because().with("group", group.id()).with("calls", held);
        RouteTarget next = RouteTarget.of(group.noAnswerDest());
        if (next != null) {
            FlowExit.leave(call, because);
            Hops.route(call, next, because);
        } else if (call.state().flow() != null) {
            Ringing.nobody(call, purpose(call, group), RingOutcome.BUSY, because);
        } else {
            CallEnding.refuse(call, new Rejection(because, "group " + group.name() + " has " + held + " calls"));
        }
    }

    private static void ring(LiveCall call, CallGroup group) {
        List<String> unknown = GroupRing.unknown(call, group);
        if (unknown.isEmpty()) {
            ring(call, group, NumbersHere.NONE);
        } else {
            Leaving.lookUp(call, unknown, new NumberUse.Group(group.id()));
        }
    }

    /** @param here numbers of members that are of other accounts */
    private static void ring(LiveCall call, CallGroup group, NumbersHere here) {
        Turn turn = call.turn();
        String last = turn.state()
                .groupPointer(group.id())
                .map(GroupPointer::lastMemberId)
                .orElse(null);
        GroupRing ring = GroupRing.of(call, group, last, here);
        Purpose.Group purpose = purpose(call, group);
        call.change(it -> it.inGroup(group.id()));
        call.emit(new CallEvent.RingGroupEntered(call.id(), group.id(), ring.members()), ring.because());
        if (ring.members().isEmpty()) {
            Ringing.nobody(call, purpose, ring.otherwise(), ring.because());
            return;
        }
        if (group.strategy() == CallGroup.Strategy.ROUND_ROBIN) {
            turn.put(new GroupPointer(turn.account(), group.id(), ring.members().getFirst()));
        }
        if (group.cidPrefix() != null) {
            showsInFrom(call, purpose.shown(call.head()));
        }
        Ear.music(call, call.state().guestId(), Music.USUAL, new Listener.GroupMusic(group.id()));
        Ringing.start(call, purpose, ring.candidates());
    }

    private static Purpose.Group purpose(LiveCall call, CallGroup group) {
        FlowPosition at = call.state().flow();
        return new Purpose.Group(group.id(), at == null ? null : at.nodeId(), group.cidPrefix());
    }

    /** Phones show the From of an INVITE that is passed on; that of one which the platform makes is its own. */
    private static void showsInFrom(LiveCall call, Command.CallerId shown) {
        if (call.state().isUnanswered()) {
            call.command(new Command.OverwriteFrom(call.id(), NumbersShown.of(call.turn(), call.head(), shown)));
        }
    }

    /** Without a target for closed hours, calls go where unanswered ones go. */
    private static void closed(LiveCall call, CallGroup group, @Nullable RouteTarget own, Hours.State hours) {
        Because because = Refusal.CLOSED.because().with("group", group.id()).with("hours", hours.outcome());
        RouteTarget next = own == null ? RouteTarget.of(group.noAnswerDest()) : own;
        if (next != null) {
            FlowExit.leave(call, because);
            Hops.route(call, next, because);
        } else if (call.state().flow() != null) {
            Ringing.nobody(call, purpose(call, group), RingOutcome.UNREACHABLE, because);
        } else {
            CallEnding.refuse(call, new Rejection(because, "closed now, and no destination is set for closed hours"));
        }
    }

    private static void ringFailed(LiveCall call, CallEvent.RingFailed failed) {
        RingAttempt attempt = call.state().ring();
        if (attempt == null || !(attempt.purpose() instanceof Purpose.Group purpose)) {
            return;
        }
        Leaving.stays(call);
        if (purpose.cidPrefix() != null) {
            showsInFrom(
                    call, new Command.CallerId(call.head().from(), call.head().fromName()));
        }
        RouteTarget next = call.turn()
                .state()
                .config()
                .ringGroup(purpose.groupId())
                .map(group -> RouteTarget.of(group.noAnswerDest()))
                .orElse(null);
        Because because = purpose.noted(Refusal.of(failed.outcome()).because()).with("attempt", failed.attempt());
        if (next != null) {
            Ear.hush(call, call.state().guestId());
            FlowExit.leave(call, because);
            Hops.route(call, next, because);
        } else if (purpose.nodeId() == null) {
            CallEnding.refuse(
                    call,
                    new Rejection(
                            because,
                            "nobody of the group took the call: "
                                    + failed.outcome().word().replace('_', ' ')));
        }
    }
}
