package io.ringlog.config.secret;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets one work at a time, and a few wait for it, not for long; everybody else is told to come again. */
final class Turns {

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore places;
    private final Duration patience;

    /** @param waiting how many may wait at the same time */
    Turns(int waiting, Duration patience) {
        this.places = new Semaphore(waiting + 1);
        this.patience = patience;
    }

    /** @throws PasswordsBusy when too many wait already, or the turn does not come in time */
    <T> T take(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new PasswordsBusy();
        }
        try {
            return inTurn(work);
        } finally {
            places.release();
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!comes()) {
            throw new PasswordsBusy();
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private boolean comes() {
        try {
            return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
