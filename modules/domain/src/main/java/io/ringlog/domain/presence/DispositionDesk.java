package io.ringlog.domain.presence;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.Cdr.AgentDisposition;
import io.ringlog.domain.journal.DispositionActed;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import io.ringlog.domain.state.AgentState;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hears from agents what came of their calls, in the talk and for as long as they wrap it up. Ends no wrap-up. */
public final class DispositionDesk implements Concern {

    private static final String SET = "agent.disposition-set";

    /** The call an agent talks on or wraps up, and its queue. */
    private record Hand(String callId, String queueId) {}

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof DispositionActed asked) {
            turn.state()
                    .config()
                    .userNamed(asked.userId())
                    .ifPresentOrElse(
                            user -> asked(turn, user, asked),
                            () -> refuse(
                                    turn, asked, AgentRefusal.UNKNOWN.rejection("there is no user " + asked.userId())));
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private static void asked(Turn turn, SipUser user, DispositionActed asked) {
        Optional<AgentState> agent = turn.state().agent(user.id());
        Hand hand = agent.flatMap(DispositionDesk::hand).orElse(null);
        Rejection why = refusal(turn, user, hand, asked);
        if (why != null || hand == null) {
            refuse(turn, asked, why == null ? noCall(user) : why);
        } else {
            say(turn, agent.orElseThrow(), hand, asked);
        }
    }

    private static Optional<Hand> hand(AgentState agent) {
        String callId = switch (agent.activity()) {
            case IN_CALL -> agent.callId();
            case WRAP_UP -> agent.wrapUpCallId();
            case WAITING, OFFERING -> null;
        };
        return callId == null || agent.queueId() == null
                ? Optional.empty()
                : Optional.of(new Hand(callId, agent.queueId()));
    }

    private static @Nullable Rejection refusal(Turn turn, SipUser user, @Nullable Hand hand, DispositionActed asked) {
        String named = asked.callId();
        if (named != null && (hand == null || !named.equals(hand.callId()))) {
            return turn.live(named).isPresent()
                    ? AgentRefusal.CALL_NOT_YOURS.rejection(
                            "agent " + user.username() + " talks not on call " + named + " and wraps it not up")
                    : AgentRefusal.TOO_LATE.rejection(
                            "call " + named + " is over, and agent " + user.username() + " wraps it up no more");
        }
        if (hand == null) {
            return noCall(user);
        }
        String word = asked.disposition();
        if (word != null && !words(turn, hand).contains(word)) {
            return AgentRefusal.UNKNOWN_DISPOSITION.rejection(
                    "queue " + hand.queueId() + " has no disposition of that name");
        }
        return Notes.isTooLong(asked.note())
                ? AgentRefusal.NOTE_TOO_LONG.rejection("the note has more than " + Notes.MOST + " characters")
                : null;
    }

    private static Rejection noCall(SipUser user) {
        return AgentRefusal.NO_CALL.rejection(
                "agent " + user.username() + " talks on no call of a queue and wraps none up");
    }

    private static List<String> words(Turn turn, Hand hand) {
        return turn.state()
                .config()
                .queue(hand.queueId())
                .map(Queue::dispositions)
                .orElse(List.of());
    }

    private static void say(Turn turn, AgentState agent, Hand hand, DispositionActed asked) {
        var said =
                new AgentDisposition(agent.userId(), hand.queueId(), asked.disposition(), Notes.cleaned(asked.note()));
        turn.live(hand.callId())
                .ifPresent(call -> call.change(it -> it.with(it.outline().disposed(said))));
        turn.emit(
                new CallDispositioned(hand.callId(), said.queueId(), said.userId(), said.disposition(), said.note()),
                Because.of(SET).with("actor", asked.actor()).with("state", Because.word(agent.activity())));
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                true,
                SET,
                "what came of call " + hand.callId() + " is kept",
                null,
                hand.callId()));
    }

    private static void refuse(Turn turn, DispositionActed asked, Rejection why) {
        turn.emit(
                new AgentEvent.AgentActionRefused(asked.userId(), why.code(), why.text()),
                why.because().with("actor", asked.actor()));
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, null));
    }
}
