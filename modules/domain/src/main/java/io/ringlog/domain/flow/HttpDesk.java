package io.ringlog.domain.flow;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer.Purpose.HttpLate;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.Granule;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has web services asked for nodes, one at a time for a call: whose timer stands is waited for, and no answer to
 * anything else is heard.
 */
public final class HttpDesk implements Concern {

    /** What the log and a worker may take beside the request itself. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof HttpAnswered answered) {
            awaited(turn, answered).ifPresent(it -> {
                turn.cancelTimer(timer(it.callId()));
                FlowDesk.told(turn, it, answered.answer());
            });
        } else if (input instanceof TimerFired(var id, HttpLate late, var due)) {
            FlowDesk.told(turn, late, HttpAnswer.none("no worker has said in time what came of it"));
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    /** @param secret null for a request without one */
    static void ask(LiveCall call, String nodeId, HttpAsk ask, @Nullable SealedSecret secret) {
        String requestId = call.turn().newId("http");
        Duration patience = ask.longest().plus(SLACK);
        List<String> allowed = call.turn()
                .state()
                .config()
                .account(call.turn().account())
                .map(Account::httpAllowed)
                .orElse(List.of());
        call.emit(
                new FlowEvent.HttpAsked(
                        call.id(), flow(call), nodeId, requestId, ask.method().name(), ask.url()),
                Because.of("flow.asks-http")
                        .with("node", nodeId)
                        .with("secret", secret == null ? "none" : secret.id()));
        call.turn().effect(new Effect.AskHttp(call.id(), requestId, call.now().plus(patience), ask, secret, allowed));
        call.timer(timer(call.id()), patience, new HttpLate(call.id(), nodeId, requestId));
    }

    /** Which flow the call walks; it is in one. */
    static String flow(LiveCall call) {
        return call.state().flow() == null ? "" : call.state().flow().flowId();
    }

    private static Optional<HttpLate> awaited(Turn turn, HttpAnswered answered) {
        return turn.state()
                .timer(timer(answered.callId()))
                .map(Granule.TimerSet::timer)
                .filter(it -> it.purpose() instanceof HttpLate late
                        && late.requestId().equals(answered.requestId()))
                .map(it -> (HttpLate) it.purpose());
    }

    private static String timer(String callId) {
        return "http/" + callId;
    }
}
