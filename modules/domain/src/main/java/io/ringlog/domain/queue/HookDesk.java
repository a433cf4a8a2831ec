package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.Secret;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.JsonText;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer.Purpose.OptionHookLate;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.QueuePlace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells web services of keys that callers pressed while they waited (REFERENCE section 5.5). No call waits for it.
 * While one press of a key is under way, nobody is told of the same key of that caller.
 */
public final class HookDesk implements Concern {

    private static final String DIGITS = "0123456789*#";
    private static final int TIMEOUT_MS = 5_000;
    private static final int RETRIES = 2;

    /** What the log and a worker may take beside the request itself. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof HttpAnswered answered) {
            awaited(turn, answered).ifPresent(it -> {
                turn.cancelTimer(timer(it.callId(), it.digit()));
                told(turn, it, answered.answer());
            });
        } else if (input instanceof TimerFired(var id, OptionHookLate late, var due)) {
            told(turn, late, HttpAnswer.none("no worker has said in time what came of it"));
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    static void tell(LiveCall call, InQueueOption option) {
        Turn turn = call.turn();
        String url = option.webhookUrl();
        if (url == null || turn.state().timer(timer(call.id(), option.digit())).isPresent()) {
            return;
        }
        String requestId = turn.newId("hook");
        HttpAsk ask = new HttpAsk(
                HttpAsk.Method.POST,
                url,
                List.of(),
                "application/json",
                body(call, option),
                List.of(),
                TIMEOUT_MS,
                RETRIES);
        Duration patience = ask.longest().plus(SLACK);
        SealedSecret secret = secret(turn, option);
        call.emit(
                new QueueEvent.OptionHookAsked(call.id(), option.queueId(), option.digit(), requestId, url),
                QueueReason.HOOK_ASKED.because().with("secret", secret == null ? "none" : secret.id()));
        turn.effect(new Effect.AskHttp(call.id(), requestId, turn.now().plus(patience), ask, secret, allowed(turn)));
        turn.timer(
                timer(call.id(), option.digit()),
                patience,
                new OptionHookLate(call.id(), option.queueId(), option.digit(), requestId));
    }

    private static void told(Turn turn, OptionHookLate asked, HttpAnswer answer) {
        turn.emit(
                new QueueEvent.OptionHookTold(
                        asked.callId(),
                        asked.queueId(),
                        asked.digit(),
                        asked.requestId(),
                        answer.status(),
                        answer.attempts(),
                        answer.tookMs(),
                        answer.text()),
                QueueReason.HOOK_TOLD.because().with("attempts", answer.attempts()));
    }

    private static Optional<OptionHookLate> awaited(Turn turn, HttpAnswered answered) {
        return DIGITS.chars()
                .mapToObj(Character::toString)
                .flatMap(digit -> turn.state().timer(timer(answered.callId(), digit)).stream())
                .map(it -> it.timer().purpose())
                .filter(it ->
                        it instanceof OptionHookLate late && late.requestId().equals(answered.requestId()))
                .map(it -> (OptionHookLate) it)
                .findFirst();
    }

    private static @Nullable SealedSecret secret(Turn turn, InQueueOption option) {
        return Optional.ofNullable(option.webhookSecretId())
                .flatMap(id -> turn.state().config().as(id, Secret.class))
                .map(it -> new SealedSecret(it.id(), it.secret(), SealedSecret.Use.BEARER))
                .orElse(null);
    }

    private static List<String> allowed(Turn turn) {
        return turn.state()
                .config()
                .account(turn.account())
                .map(Account::httpAllowed)
                .orElse(List.of());
    }

    private static String body(LiveCall call, InQueueOption option) {
        CallState state = call.state();
        QueuePlace place = Line.placeOf(state);
        Map<String, String> said = new LinkedHashMap<>();
        said.put("account_id", quoted(call.turn().account()));
        said.put("call_id", quoted(call.id()));
        said.put("queue_id", quoted(option.queueId()));
        said.put("digit", quoted(option.digit()));
        said.put("label", option.label() == null ? "null" : quoted(option.label()));
        said.put("from", quoted(call.head().from()));
        said.put("to", quoted(call.head().to()));
        said.put("position", String.valueOf(Line.position(call.turn().state(), state)));
        said.put("waited_ms", String.valueOf(Offers.waitedMs(call.turn(), place)));
        return said.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return "\"" + JsonText.of(text) + "\"";
    }

    private static String timer(String callId, String digit) {
        return "hook/" + callId + "/" + digit;
    }
}
