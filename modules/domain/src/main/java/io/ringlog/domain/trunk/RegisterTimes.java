package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Drawn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a registration is renewed, and when one that failed is tried again. Pure. */
final class RegisterTimes {

    /** No registrar makes us come back more often, however short the life it grants. */
    static final Duration SOONEST = Duration.ofSeconds(15);

    /** None lets us rest longer. */
    private static final Duration MOST = Duration.ofDays(1);

    private static final int PART = 5;
    private static final long BASE_SEC = 30;
    private static final long MOST_SEC = 1_800;
    private static final int DOUBLINGS = 6;

    private RegisterTimes() {}

    /** What a registrar grants, within reason. */
    static Duration granted(@Nullable Integer expiresSec, int askedSec) {
        Duration granted = Duration.ofSeconds(expiresSec == null ? askedSec : expiresSec);
        return granted.compareTo(MOST) > 0 ? MOST : granted;
    }

    /**
     * Ten minutes before its end, or at half of a life that is short (3GPP TS 24.229 section 5.1.1.4.1); up to a fifth
     * earlier, so that those that began together do not stay together (RFC 5626 section 4.5).
     *
     * @param seed draws how much earlier
     */
    static Duration renewedAfter(Duration granted, String seed) {
        Duration due = granted.toSeconds() > 1_200 ? granted.minusSeconds(600) : granted.dividedBy(2);
        long earlier = Long.remainderUnsigned(Drawn.of(seed, "renewal"), due.toMillis() / PART + 1);
        Duration drawn = due.minusMillis(earlier);
        return drawn.compareTo(SOONEST) < 0 ? SOONEST : drawn;
    }

    /**
     * RFC 5626 section 4.5: half a minute, doubled with each failure up to half an hour, and of that a half at least;
     * never before the registrar wants to see us again.
     *
     * @param failures in a row, this one too
     * @param seed draws the part
     */
    static Duration retriedAfter(int failures, @Nullable Integer retryAfterSec, String seed) {
        long full = Math.min(MOST_SEC, BASE_SEC << Math.min(Math.max(failures - 1, 0), DOUBLINGS));
        long drawn = full / 2 + Long.remainderUnsigned(Drawn.of(seed, "retry"), full / 2 + 1);
        long asked = retryAfterSec == null ? 0 : Math.min(retryAfterSec, MOST_SEC);
        return Duration.ofSeconds(Math.max(drawn, asked));
    }
}
