package io.ringlog.api.config;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets an account have one long piece of work done at a time, and all of them together a few. */
final class Turns {

    private static final int RETRY_AFTER_SEC = 1;

    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore places;

    /** @param most pieces of work at the same time */
    Turns(int most) {
        this.places = new Semaphore(most);
    }

    /** What comes of the work; it is refused, not kept waiting, while its turn is not there. */
    <T> T take(String account, Supplier<T> work) {
        if (!busy.add(account)) {
            throw Refused.tooMany("the account has one such question answered at a time", RETRY_AFTER_SEC);
        }
        try {
            return inAPlace(work);
        } finally {
            busy.remove(account);
        }
    }

    private <T> T inAPlace(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw Refused.of(Why.AWAY, "others have such questions answered now");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
