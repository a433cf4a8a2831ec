package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.Addition;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Joins legs into talks, splits and moves them. A leg is in one talk at most. */
public final class Talks {

    private Talks() {}

    /**
     * Has the edge join legs of this call; they are in the talk when it says so.
     *
     * @return the id of the command that does it
     */
    public static String join(LiveCall call, String talkId, List<String> legIds) {
        return joinLegs(
                call,
                talkId,
                legIds.stream().map(legId -> new LegRef(call.id(), legId)).toList());
    }

    /** Who was rung for a leg hears it, and whom that talks to; who was asked into that talk is awaited in it. */
    public static void answered(LiveCall call, Leg.Up waiting, String legId) {
        Optional<Talk> talk =
                waiting instanceof Leg.InTalk in ? call.turn().state().talk(in.talkId()) : Optional.empty();
        List<LegRef> others = talk.map(Talk::legs).orElse(List.of(new LegRef(call.id(), waiting.id())));
        String talkId = talk.map(Talk::id).orElseGet(() -> call.turn().newId("tk"));
        String join = joinLegs(
                call,
                talkId,
                Stream.concat(others.stream(), Stream.of(new LegRef(call.id(), legId)))
                        .toList());
        Addition addition = call.state().addition();
        if (addition != null) {
            call.change(it -> it.withAddition(addition.joins(legId, talkId, join)));
        }
    }

    /** Has the edge join legs of several calls, or says why it cannot: no edge reaches a leg that another has. */
    public static Optional<Rejection> joinAcross(LiveCall call, List<LegRef> legs) {
        Optional<Rejection> refusal = unreachable(call, legs);
        if (refusal.isEmpty()) {
            joinLegs(call, call.turn().newId("tk"), legs);
        }
        return refusal;
    }

    /** Why the edge of a call cannot join these legs of several; that is told in the call. */
    public static Optional<Rejection> unreachable(LiveCall call, List<LegRef> legs) {
        Optional<Rejection> refusal = legs.stream()
                .filter(leg -> !edgeOf(call.turn(), leg)
                        .equals(Optional.of(call.state().edge())))
                .findFirst()
                .map(leg -> elsewhere(call, leg));
        refusal.ifPresent(
                why -> call.emit(new CallEvent.JoinRefused(call.id(), legs, why.code(), why.text()), why.because()));
        return refusal;
    }

    /**
     * Has the edge join legs that it can reach.
     *
     * @return the id of the command that does it
     */
    public static String joinLegs(LiveCall call, String talkId, List<LegRef> legs) {
        return call.command(new Command.JoinLegs(call.id(), talkId, legs));
    }

    private static Optional<String> edgeOf(Turn turn, LegRef leg) {
        return turn.live(leg.callId()).map(call -> call.state().edge());
    }

    private static Rejection elsewhere(LiveCall call, LegRef leg) {
        String own = call.state().edge();
        return edgeOf(call.turn(), leg)
                .map(edge -> new Rejection(
                        Obstacle.TALK_ELSEWHERE
                                .because()
                                .with("call", leg.callId())
                                .with("edge", edge)
                                .with("own", own),
                        "call " + leg.callId() + " lives at edge " + edge + ", not " + own))
                .orElseGet(() -> Obstacle.CALL_NOT_LIVE.rejection("there is no live call " + leg.callId()));
    }

    /** The edge has joined these legs: each leaves the talk it was in. Every call of them is told. */
    public static void joined(Turn turn, String talkId, List<LegRef> legs) {
        legs.forEach(leg -> up(turn, leg).ifPresent(up -> {
            if (up instanceof Leg.InTalk in && !in.talkId().equals(talkId)) {
                leave(turn, in.talkId(), leg);
            }
            turn.live(leg.callId())
                    .ifPresent(call -> call.change(
                            it -> it.with(up.joined(talkId, turn.now())).proxied(false)));
        }));
        Because because = Because.of("media.joined").with("talk", talkId);
        calls(legs)
                .forEach(callId -> turn.live(callId)
                        .ifPresent(call -> call.emit(new CallEvent.TalkJoined(callId, talkId, legs), because)));
    }

    /** A talk is no more: its legs are with the engine. */
    public static void split(Turn turn, String talkId) {
        List<LegRef> legs = turn.state().talk(talkId).map(Talk::legs).orElse(List.of());
        legs.forEach(leg -> hosted(turn, leg));
        Because because = Because.of("media.split").with("talk", talkId);
        calls(legs)
                .forEach(callId -> turn.live(callId)
                        .ifPresent(call -> call.emit(new CallEvent.TalkSplit(callId, talkId), because)));
    }

    /** The talks that legs of a call are in, as they are. */
    static List<Talk> of(LiveCall call) {
        return call.state().legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .distinct()
                .flatMap(talkId -> call.turn().state().talk(talkId).stream())
                .toList();
    }

    /** A talk that leaves only one of its legs behind is no more. */
    private static void leave(Turn turn, String talkId, LegRef gone) {
        long left = turn.state().talk(talkId).map(Talk::legs).orElse(List.of()).stream()
                .filter(leg -> !leg.equals(gone))
                .count();
        if (left == 1) {
            split(turn, talkId);
        }
    }

    private static void hosted(Turn turn, LegRef leg) {
        up(turn, leg)
                .ifPresent(up ->
                        turn.live(leg.callId()).ifPresent(call -> call.change(it -> it.with(up.split(turn.now())))));
    }

    private static Optional<Leg.Up> up(Turn turn, LegRef leg) {
        return turn.live(leg.callId())
                .map(LiveCall::state)
                .flatMap((CallState call) -> call.leg(leg.legId()))
                .filter(Leg.Up.class::isInstance)
                .map(Leg.Up.class::cast);
    }

    private static Set<String> calls(List<LegRef> legs) {
        TreeSet<String> calls = new TreeSet<>();
        legs.forEach(leg -> calls.add(leg.callId()));
        return calls;
    }
}
