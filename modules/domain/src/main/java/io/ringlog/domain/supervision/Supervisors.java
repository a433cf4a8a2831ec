package io.ringlog.domain.supervision;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.journal.SupervisionMode;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Supervision;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets supervisors hear the talks of whom they supervise, wherever those go, as long as the rules let them. */
final class Supervisors {

    /** Keys that a supervisor changes the mode by. */
    static final List<String> KEYS = List.of("4", "5", "6");

    private Supervisors() {}

    static SupervisionMode modeOf(String key) {
        return SupervisionMode.values()[KEYS.indexOf(key)];
    }

    /** The supervisor is there. */
    static void arrived(Turn turn, Supervision supervision) {
        turn.put(supervision);
        turn.live(supervision.callId())
                .ifPresent(own ->
                        own.command(new Command.ListenForCodes(own.id(), String.valueOf(supervision.legId()), KEYS)));
        follow(turn, supervision);
    }

    /** Hears the talk that there is now: a call that is only passed on is taken over first. */
    static void follow(Turn turn, Supervision supervision) {
        Optional<LiveCall> own = turn.live(supervision.callId());
        Optional<LiveCall> of = turn.live(supervision.ofCallId());
        String legId = supervision.legId();
        if (own.isEmpty() || of.isEmpty() || legId == null) {
            return;
        }
        if (of.get().state().leg(supervision.ofLegId()).orElse(null) instanceof Leg.InTalk in) {
            if (of.get().state().proxied()) {
                takeOver(of.get(), supervision, in.talkId());
            } else if (!in.talkId().equals(supervision.talkId())) {
                SupervisionRules.talk(turn, in, supervision.userId())
                        .ifPresentOrElse(
                                why -> over(turn, supervision, why), () -> hear(own.get(), supervision, legId, in));
            }
        }
    }

    /** Once, for all who wait to hear the call. */
    private static void takeOver(LiveCall of, Supervision supervision, String talkId) {
        boolean asked = of.turn().state().supervisionsOf(of.id()).stream().anyMatch(Supervision::isTakingOver);
        if (!asked) {
            of.turn().put(supervision.waits(of.command(new Command.TakeOver(of.id(), talkId))));
        }
    }

    private static void hear(LiveCall own, Supervision supervision, String legId, Leg.InTalk in) {
        order(own, supervision, legId, in.talkId());
        if (!supervision.begun()) {
            tell(own.turn(), supervision, Because.of("supervise.began").with("talk", in.talkId()));
        }
    }

    private static void order(LiveCall own, Supervision supervision, String legId, String talkId) {
        String command = own.command(new Command.OverhearTalk(own.id(), legId, talkId, heardBy(supervision)));
        own.turn().put(supervision.hears(talkId, command));
    }

    /** Null for all of the talk. */
    private static @Nullable List<LegRef> heardBy(Supervision it) {
        return switch (it.mode()) {
            case LISTEN -> List.of();
            case WHISPER -> List.of(new LegRef(it.ofCallId(), it.ofLegId()));
            case BARGE -> null;
        };
    }

    /** Is heard by others from now on. */
    static void change(Turn turn, Supervision supervision, SupervisionMode mode, Because because) {
        if (supervision.mode() == mode) {
            return;
        }
        Supervision next = supervision.in(mode);
        turn.put(next);
        String talk = next.talkId();
        String leg = next.legId();
        if (talk != null && leg != null) {
            turn.live(next.callId()).ifPresent(own -> order(own, next, leg, talk));
        }
        if (next.begun()) {
            tell(turn, next, because);
        }
    }

    private static void tell(Turn turn, Supervision it, Because because) {
        for (String callId : List.of(it.callId(), it.ofCallId())) {
            turn.emit(
                    new SupervisionEvent.Supervised(
                            callId, it.callId(), it.userId(), it.ofCallId(), it.ofLegId(), it.mode()),
                    because);
        }
    }

    /** The supervisor hears this call no more, and their own is over. */
    static void over(Turn turn, Supervision supervision, Rejection why) {
        ended(turn, supervision, why.because());
        turn.live(supervision.callId()).ifPresent(own -> CallEnding.refuse(own, why));
    }

    static void ended(Turn turn, Supervision it, Because because) {
        turn.remove(it);
        for (String callId : List.of(it.callId(), it.ofCallId())) {
            if (turn.live(callId).isPresent()) {
                turn.emit(
                        new SupervisionEvent.SupervisionEnded(callId, it.callId(), it.ofCallId(), because.rule()),
                        because);
            }
        }
    }
}
