package io.ringlog.app.webhook;

import java.time.Duration;

/**
 * How long a webhook that does not take something is waited for.
 *
 * @param first the wait after the first failure; each further one is twice as long
 * @param longest no wait is longer
 * @param attempts after so many failures in a row what it would not take is a dead letter
 */
record Patience(Duration first, Duration longest, int attempts) {

    private static final int MOST_DOUBLINGS = 30;

    /** @param failures 1 or more */
    Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
