package io.ringlog.domain.admission;

import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which sliding windows a call falls into (REFERENCE: call_limit). Pure. */
final class RateRules {

    /** A rule with the window it reads, slid to now. */
    record Applied(CallLimit limit, Window window) {
        boolean isFull() {
            return window.admitted().size() >= limit.maxCount();
        }

        /**
         * The window after one more admission; a soft rule keeps the newest {@code maxCount} only, and none keeps more
         * than a record can hold.
         */
        Window next(Instant at) {
            Window more = window.plus(at);
            int spare = more.admitted().size() - Math.clamp(limit.maxCount(), 1, CallLimit.MOST_CALLS);
            return spare <= 0
                    ? more
                    : new Window(
                            more.account(),
                            more.id(),
                            more.admitted().subList(spare, more.admitted().size()));
        }
    }

    private RateRules() {}

    static List<Applied> of(AccountState state, CallHead head, Instant at) {
        return state.config().limits().stream()
                .filter(limit -> counts(limit.direction(), head.direction()) && covers(limit, head))
                .map(limit -> new Applied(limit, window(state, limit, head, at)))
                .toList();
    }

    private static Window window(AccountState state, CallLimit limit, CallHead head, Instant at) {
        boolean perNumber = limit.scopeKind() == CallLimit.ScopeKind.NUMBER && limit.pattern() == null;
        String id = perNumber ? limit.id() + "/" + farNumber(head) : limit.id();
        return state.window(id)
                .orElseGet(() -> new Window(head.account(), id, List.of()))
                .slid(at, Duration.ofSeconds(limit.periodSec()));
    }

    private static boolean counts(CallLimit.Direction rule, Direction call) {
        return switch (rule) {
            case ANY -> true;
            case IN -> call == Direction.INBOUND;
            case OUT -> call == Direction.OUTBOUND;
            case DIALER -> call == Direction.DIALER;
        };
    }

    private static boolean covers(CallLimit limit, CallHead head) {
        return switch (limit.scopeKind()) {
            case ACCOUNT -> true;
            case USER -> limit.scopeId() != null && limit.scopeId().equals(head.userId());
            case DID -> limit.scopeId() != null && limit.scopeId().equals(head.didId());
            case NUMBER -> limit.pattern() == null || matches(limit.pattern(), farNumber(head));
        };
    }

    /** The number at the other end of the account's side. */
    static String farNumber(CallHead head) {
        return head.direction() == Direction.INBOUND ? head.from() : head.to();
    }

    /** A prefix; {@code *} stands for any run of digits and takes as little as it can, so nothing is tried twice. */
    static boolean matches(String pattern, String number) {
        String[] parts = pattern.split("\\*", -1);
        if (!number.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length; i++) {
            int at = number.indexOf(parts[i], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[i].length();
        }
        return true;
    }
}
