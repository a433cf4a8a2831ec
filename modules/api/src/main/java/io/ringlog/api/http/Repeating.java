package io.ringlog.api.http;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Repeats;
import io.ringlog.api.port.Repeats.Asked;
import io.ringlog.api.port.Repeats.Before;
import io.ringlog.api.route.Access;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does what a POST with an {@code Idempotency-Key} asks for once, and answers its repeats as it answered the first. */
final class Repeating {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int LONGEST = 128;
    private static final int RETRY_AFTER_SEC = 60;

    /** Refusals that come after a question was put: what was asked may still be done. */
    private static final Set<Why> OPEN_END = Set.of(Why.LATE, Why.AWAY);

    private final Repeats repeats;

    Repeating(Repeats repeats) {
        this.repeats = repeats;
    }

    Answer answer(Admitted request, Route route) {
        boolean mayRepeat = route.method() == Route.Method.POST && !(route.access() instanceof Access.Open);
        Optional<String> key = request.header(Route.IDEMPOTENCY_KEY);
        if (!mayRepeat || key.isEmpty()) {
            return route.endpoint().answer(request);
        }
        if (!key.get().matches("[!-~]([ -~]{0," + (LONGEST - 2) + "}[!-~])?")) {
            throw Refused.field(
                    Why.INVALID,
                    Route.IDEMPOTENCY_KEY,
                    "request.bad-key",
                    "must be 1 to " + LONGEST + " printable characters of ASCII");
        }
        var asked = new Asked(request.key().id(), request.account(), key.get(), request.fingerprint());
        return switch (repeats.begin(asked)) {
            case Before.First first -> first(asked, request, route);
            case Before.Answered before -> again(before);
            case Before.UnderWay underWay ->
                throw Refused.decided(Why.CONFLICT, "request.under-way", "the same request is being answered");
            case Before.Unknown unknown ->
                throw Refused.decided(
                        Why.CONFLICT,
                        "request.outcome-unknown",
                        "the same came before, and nobody knows whether it was done: look, then use another key");
            case Before.Another another ->
                throw Refused.field(
                        Why.INVALID,
                        Route.IDEMPOTENCY_KEY,
                        "request.key-reused",
                        "was sent with another request less than a day ago");
            case Before.TooMany tooMany ->
                throw Refused.tooMany("the account has as many answers kept as may be", RETRY_AFTER_SEC);
        };
    }

    private Answer first(Asked asked, Admitted request, Route route) {
        boolean known = false;
        try {
            Answer answer = route.endpoint().answer(request);
            if (answer instanceof Answer.Whole(int status, String mediaType, byte[] body, var headers)) {
                repeats.answered(asked, new Before.Answered(status, mediaType, body, headers));
                known = true;
            }
            return answer;
        } catch (Refused refused) {
            if (route.remembers() || !OPEN_END.contains(refused.why())) {
                repeats.forget(asked);
                known = true;
            }
            throw refused;
        } finally {
            if (!known) {
                repeats.unknown(asked);
            }
        }
    }

    private static Answer again(Before.Answered before) {
        Map<String, String> headers = new HashMap<>(before.headers());
        headers.put(REPLAYED, "true");
        return new Answer.Whole(before.status(), before.mediaType(), before.body(), headers);
    }
}
