package io.ringlog.api.session;

import io.ringlog.api.port.Refused;
import io.ringlog.api.route.RateLimit;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How often a password may be tried. Names that nobody has are counted as all others; what is remembered of a name is
 * as short as of any other. One address cannot lock somebody
 * out who comes from another, and many addresses together do not get far either.
 */
final class Attempts {

    /** For one name from one address: ten at once, then one in a minute. */
    private static final int HERE = 10;

    private static final double HERE_PER_SEC = 1.0 / 60;

    /** For one name from everywhere: a hundred at once, then one in ten seconds. */
    private static final int EVERYWHERE = 100;

    private static final double EVERYWHERE_PER_SEC = 1.0 / 10;

    private static final int REMEMBERED = 10_000;
    private static final int RETRY_AFTER_SEC = 60;

    private final RateLimit here;
    private final RateLimit everywhere;

    Attempts(InstantSource clock) {
        here = new RateLimit(HERE_PER_SEC, HERE, REMEMBERED, clock);
        everywhere = new RateLimit(EVERYWHERE_PER_SEC, EVERYWHERE, REMEMBERED, clock);
    }

    /** Tries a password, unless that was done too often. */
    <T> T attempt(String email, String address, Supplier<T> proof) {
        String name = Digest.of(email.toLowerCase(Locale.ROOT));
        if (!here.take(address + " " + name) || !everywhere.take(name)) {
            throw Refused.tooMany("the password was tried too often; wait a minute", RETRY_AFTER_SEC);
        }
        return proof.get();
    }
}
