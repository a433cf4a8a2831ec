package io.ringlog.api.figures;

import io.ringlog.api.figures.Interval.Span;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Schemas;
import io.ringlog.domain.figures.Cut;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Over which time figures are asked for.
 *
 * @param interval {@code quarter}, {@code hour}, {@code day} or {@code rolling}
 * @param spans the earliest first
 * @param byMinute whether they are made of minutes
 */
record Asked(String interval, List<Span> spans, boolean byMinute) {

    private static final String ROLLING = "rolling";
    private static final String LAST_MIN = "last_min";
    private static final String SINCE = "since";
    private static final String UNTIL = "until";
    private static final String INTERVAL = "interval";
    private static final long MOST_MIN = Cut.MINUTES.kept().toMinutes();

    static Route parameters(Route route) {
        return route.query(SINCE, "intervals from that of this moment on, today's unless told", Schemas.millis())
                .query(UNTIL, "intervals that begin before, now unless told", Schemas.millis())
                .query(INTERVAL, "an hour unless told", Schemas.choice(Interval.words()))
                .query(
                        LAST_MIN,
                        "instead of all of these, so many whole minutes and the one that runs",
                        Schemas.integer(1, MOST_MIN));
    }

    /** @param kept how far back intervals are known */
    static Asked of(Request request, Duration kept, ZoneId zone, Instant now) {
        return request.query(LAST_MIN)
                .map(minutes -> rolling(request, minutes, now))
                .orElseGet(() -> closed(request, kept, zone, now));
    }

    private static Asked rolling(Request request, String minutes, Instant now) {
        for (String other : List.of(SINCE, UNTIL, INTERVAL)) {
            if (request.query(other).isPresent()) {
                throw wrong(other, "request.bad-parameter", "goes with " + LAST_MIN + " no further");
            }
        }
        if (!minutes.matches("[1-9][0-9]{0,3}") || Integer.parseInt(minutes) > MOST_MIN) {
            throw wrong(LAST_MIN, "request.out-of-range", "must be 1 to " + MOST_MIN);
        }
        Instant from = Cut.MINUTES.start(now).minus(Duration.ofMinutes(Integer.parseInt(minutes)));
        return new Asked(ROLLING, List.of(new Span(from, now)), true);
    }

    private static Asked closed(Request request, Duration kept, ZoneId zone, Instant now) {
        String word = request.query(INTERVAL).orElse(Interval.HOUR.word());
        Interval interval = Interval.named(word)
                .orElseThrow(() -> wrong(INTERVAL, "request.not-a-choice", "must be one of " + Interval.words()));
        Instant since = request.time(SINCE).orElseGet(() -> Interval.DAY.start(now, zone));
        Instant until = request.time(UNTIL).filter(it -> it.isBefore(now)).orElse(now);
        if (interval.start(since, zone).isBefore(now.minus(kept))) {
            throw wrong(
                    SINCE,
                    "figures.not-kept",
                    "is more than " + kept.toDays() + " days ago: older events are in the lake");
        }
        return new Asked(word, interval.between(since, until, zone), false);
    }

    private static Refused wrong(String parameter, String code, String message) {
        return Refused.field(Why.INVALID, parameter, code, message);
    }
}
