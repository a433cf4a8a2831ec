package io.ringlog.domain.refusal;

import io.ringlog.domain.journal.Disposition;
import org.jspecify.annotations.Nullable;

/**
 * The final answer to a caller who is refused, and how the call came out.
 *
 * @param reason value of the Reason header (RFC 3326), or null
 */
public record Answer(int status, String phrase, @Nullable String reason, Disposition disposition) {

    static final Answer FORBIDDEN = new Answer(403, "Forbidden", "Q.850;cause=21", Disposition.REFUSED);
    static final Answer NOT_FOUND = new Answer(404, "Not Found", "Q.850;cause=1", Disposition.REFUSED);

    /** Another offer might be taken (RFC 3261 section 21.4.26). */
    static final Answer NOT_ACCEPTABLE = new Answer(488, "Not Acceptable Here", "Q.850;cause=79", Disposition.REFUSED);

    /** Too much at once, to whom may be told so: a user. */
    static final Answer CONGESTED = unavailable(34, Disposition.REFUSED);

    /** Too much at once, to a stranger. */
    static final Answer FULL = new Answer(486, "Busy Here", null, Disposition.REFUSED);

    /** The platform ended the call before anybody answered it. */
    public static final Answer ENDED = new Answer(480, "Temporarily Unavailable", null, Disposition.FAILED);

    static Answer unavailable(int q850Cause, Disposition disposition) {
        return new Answer(480, "Temporarily Unavailable", "Q.850;cause=" + q850Cause, disposition);
    }
}
