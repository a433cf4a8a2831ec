package io.ringlog.domain.act;

import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Objects;

/** What the trunks said of a number outside that nobody took: the one that had the last word decides. Pure. */
public final class OutsideAnswers {

    private OutsideAnswers() {}

    /** Why nobody answered the newest attempt, which rang this number. */
    public static Rejection refusal(CallState call, String number) {
        RingAttempt attempt = Objects.requireNonNull(call.ring());
        int status = lastStatus(call, attempt);
        Refusal why = attempt.legIds().isEmpty() ? Refusal.TRUNK_FULL : refusal(status);
        Because because = why.because()
                .with("number", number)
                .with("attempt", attempt.number())
                .with("status", status);
        return new Rejection(because, text(why, number, status));
    }

    private static int lastStatus(CallState call, RingAttempt attempt) {
        return call.legs().stream()
                .filter(leg -> attempt.legIds().contains(leg.id()))
                .filter(Leg.Over.class::isInstance)
                .mapToInt(leg -> ((Leg.Over) leg).status())
                .reduce(0, (before, last) -> last);
    }

    private static Refusal refusal(int status) {
        return switch (RingOutcome.of(status)) {
            case BUSY -> Refusal.BUSY;
            case NO_ANSWER -> Refusal.NO_ANSWER;
            case DECLINED -> Refusal.DECLINED;
            case UNREACHABLE -> isOfNumber(status) ? Refusal.NUMBER_REFUSED : Refusal.TRUNKS_FAILED;
        };
    }

    /** The number does not exist or is not whole, anywhere (RFC 3261 sections 21.4.5, 21.4.22, 21.6.3). */
    private static boolean isOfNumber(int status) {
        return status == 404 || status == 410 || status == 484 || status == 604;
    }

    private static String text(Refusal why, String number, int status) {
        return why == Refusal.TRUNK_FULL
                ? "every trunk that takes " + number + " is full"
                : "nobody took the call to " + number + "; the last answer was " + status;
    }
}
