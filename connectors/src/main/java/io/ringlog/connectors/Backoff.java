package io.ringlog.connectors;

import java.time.Duration;
import java.time.Instant;

/** Says when to try again: at once, then after ever longer rests, from the start again after a calm time. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration rest;
    private Instant next = Instant.MIN;
    private Instant lastTry = Instant.MIN;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.rest = first;
    }

    boolean due(Instant now) {
        if (now.isBefore(next)) {
            return false;
        }
        lastTry = now;
        next = now.plus(rest);
        Duration doubled = rest.multipliedBy(2);
        rest = doubled.compareTo(longest) > 0 ? longest : doubled;
        return true;
    }

    void calm(Instant now) {
        if (lastTry.isBefore(now.minus(longest))) {
            rest = first;
        }
    }
}
