package io.ringlog.domain.act;

import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Disposition;
import org.jspecify.annotations.Nullable;

/**
 * The one table from a refusal's code to what the caller's phone is told (REFERENCE section 11.16, RFC 3261 section
 * 21).
 */
public final class Refusals {

    /**
     * A final answer.
     *
     * @param reason value of the Reason header (RFC 3326), or null
     */
    public record Answer(
            int status, String phrase, @Nullable String reason, Disposition disposition) {}

    private Refusals() {}

    public static Answer answer(String code, Direction direction) {
        if (code.startsWith("admission.")) {
            return direction == Direction.INBOUND
                    ? new Answer(486, "Busy Here", null, Disposition.REFUSED)
                    : new Answer(480, "Temporarily Unavailable", "Q.850;cause=34", Disposition.REFUSED);
        }
        if (code.startsWith("flow.")) {
            // Nobody forbade the call: the platform could not take it any further (RFC 3261 section 21.4.18).
            return new Answer(480, "Temporarily Unavailable", "Q.850;cause=41", Disposition.FAILED);
        }
        return switch (code) {
            case "routing.busy" -> new Answer(486, "Busy Here", "Q.850;cause=17", Disposition.BUSY);
            case "routing.no-answer" ->
                new Answer(480, "Temporarily Unavailable", "Q.850;cause=19", Disposition.NO_ANSWER);
            case "routing.unreachable" ->
                new Answer(480, "Temporarily Unavailable", "Q.850;cause=20", Disposition.NO_ANSWER);
            case "routing.unknown-number", "routing.foreign-domain", "routing.no-route", "routing.target-missing" ->
                new Answer(404, "Not Found", "Q.850;cause=1", Disposition.REFUSED);
            case "routing.closed" -> new Answer(480, "Temporarily Unavailable", "Q.850;cause=31", Disposition.REFUSED);
            case "routing.anonymous-refused" -> new Answer(433, "Anonymity Disallowed", null, Disposition.REFUSED);
            case "routing.too-many-hops" -> new Answer(482, "Loop Detected", null, Disposition.REFUSED);
            case "routing.target-unavailable" -> new Answer(501, "Not Implemented", null, Disposition.REFUSED);
            default -> new Answer(403, "Forbidden", "Q.850;cause=21", Disposition.REFUSED);
        };
    }
}
