package io.ringlog.sip.call;

import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.ForkTarget;
import io.ringlog.sip.HangUp;
import io.ringlog.sip.OutgoingLeg;
import io.ringlog.sip.ProxyOptions;
import io.ringlog.sip.SipRefusal;
import io.ringlog.sip.message.Breadth;
import io.ringlog.sip.message.InfoDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The commands about calls, each carried out under its call's lock. */
public final class CallCommands {
    private static final String TOO_BROAD = "Max-Breadth Exceeded";

    private final NodeParts node;

    public CallCommands(NodeParts node) {
        this.node = node;
    }

    public CommandOutcome reject(String callId, SipRefusal refusal) {
        return withCaller(callId, caller -> caller.reject(refusal));
    }

    public CommandOutcome progress(String callId, int status, @Nullable String sdp) {
        return withCaller(callId, caller -> caller.progress(status, sdp));
    }

    public CommandOutcome answer(String callId, String sdp) {
        return withCaller(callId, caller -> caller.answer(sdp));
    }

    public CommandOutcome proxy(String callId, List<ForkTarget> targets, ProxyOptions options) {
        return withCaller(callId, caller -> {
            if (!caller.open()) {
                return CommandOutcome.TOO_LATE;
            }
            boolean known = targets.stream().anyMatch(t -> caller.call().has(t.legId()));
            if (known || targets.isEmpty()) {
                return CommandOutcome.WRONG_STATE;
            }
            int left = caller.breadthLeft();
            boolean broad = left < targets.size();
            if (broad && !caller.call().isRinging()) {
                caller.reject(SipRefusal.of(440, TOO_BROAD));
                return CommandOutcome.TOO_BROAD;
            }
            caller.decided();
            int share = Breadth.share(left, targets.size());
            List<ForkLeg> legs = new ArrayList<>();
            for (ForkTarget target : targets) {
                ProxyOptions own = target.own();
                ForkLeg leg =
                        new ForkLeg(caller.call(), caller, target, own == null ? options : own, broad ? 0 : share);
                caller.call().add(leg);
                legs.add(leg);
            }
            legs.forEach(leg -> leg.start(TOO_BROAD));
            return CommandOutcome.DONE;
        });
    }

    public CommandOutcome cancel(String callId, List<String> legIds, @Nullable String reason) {
        return withCall(callId, call -> {
            for (String legId : legIds) {
                if (call.leg(legId).orElse(null) instanceof InviteLeg leg) {
                    leg.cancel(reason);
                }
            }
            return CommandOutcome.DONE;
        });
    }

    public CommandOutcome authorize(String callId, String legId, String header, String value) {
        return withLeg(
                callId,
                legId,
                leg -> leg instanceof InviteLeg rung ? rung.authorize(header, value) : CommandOutcome.WRONG_STATE);
    }

    public CommandOutcome dial(String callId, String legId, OutgoingLeg wanted) {
        Call begun = node.calls().begin(new Call(callId, node));
        return begun.locked(() -> {
            // It may have come to its end before it was locked; now that it is, nothing else can end it.
            Call call = node.calls().lives(begun) ? begun : node.calls().begin(new Call(callId, node));
            return call.locked(() -> dial(call, legId, wanted));
        });
    }

    private CommandOutcome dial(Call call, String legId, OutgoingLeg wanted) {
        if (!node.calls().lives(call)) {
            return CommandOutcome.TOO_LATE;
        }
        if (call.has(legId)) {
            return CommandOutcome.WRONG_STATE;
        }
        DialledLeg leg = new DialledLeg(call, legId, wanted);
        call.add(leg);
        call.caller().ifPresent(CallerLeg::decided);
        leg.start();
        return CommandOutcome.DONE;
    }

    public CommandOutcome reinvite(String callId, String legId) {
        return withLeg(callId, legId, leg -> {
            UaDialog dialog = leg.dialog();
            return dialog == null ? CommandOutcome.WRONG_STATE : dialog.reinvite();
        });
    }

    public CommandOutcome probe(String callId, String legId) {
        return withLeg(callId, legId, leg -> {
            UaDialog dialog = leg.dialog();
            return dialog == null
                    ? leg.call().talk().map(talk -> talk.probe(legId)).orElse(CommandOutcome.WRONG_STATE)
                    : dialog.probe();
        });
    }

    public CommandOutcome press(String callId, String legId, char key, int durationMs) {
        return withLeg(callId, legId, leg -> {
            UaDialog dialog = leg.dialog();
            return dialog == null
                    ? CommandOutcome.WRONG_STATE
                    : dialog.keys().press(new InfoDigits.Digit(key, durationMs));
        });
    }

    public CommandOutcome takeOver(String callId) {
        return withCall(
                callId, call -> call.talk().map(talk -> talk.takeOver().order()).orElse(CommandOutcome.WRONG_STATE));
    }

    public CommandOutcome answerRefer(String callId, String referId, int status, @Nullable String warning) {
        return withCall(callId, call -> call.refers().answer(referId, status, warning));
    }

    public CommandOutcome notifyRefer(String callId, String referId, int status, boolean last) {
        return withCall(callId, call -> call.refers().tell(referId, status, last));
    }

    public CommandOutcome hangUp(String callId, String legId, HangUp how) {
        return withLeg(callId, legId, leg -> leg.hangUp(how));
    }

    private CommandOutcome withCaller(String callId, Function<CallerLeg, CommandOutcome> command) {
        return withCall(callId, call -> call.caller().map(command).orElse(CommandOutcome.UNKNOWN));
    }

    private CommandOutcome withLeg(String callId, String legId, Function<Leg, CommandOutcome> command) {
        return withCall(callId, call -> call.leg(legId).map(command).orElse(CommandOutcome.UNKNOWN));
    }

    private CommandOutcome withCall(String callId, Function<Call, CommandOutcome> command) {
        Optional<Call> call = node.calls().find(callId);
        return call.map(c -> c.locked(() -> command.apply(c))).orElse(CommandOutcome.UNKNOWN);
    }
}
