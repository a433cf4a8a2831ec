package io.ringlog.edge.call;

import io.ringlog.kernel.Ids;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Names new calls: unguessable, sorted by the time they came in. */
public final class CallIds {

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public CallIds(InstantSource clock) {
        this.clock = clock;
    }

    public String next() {
        return Ids.next("call", clock.instant(), random);
    }
}
