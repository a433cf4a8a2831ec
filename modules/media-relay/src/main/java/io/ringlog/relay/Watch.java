package io.ringlog.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Notices what does not come: packets of a dead leg, of a leg that moved, and the lost end of a digit. */
final class Watch {
    /** Phones send an event every 20 to 50 ms while a key is down. */
    private static final long DIGIT_QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final RelayListener listener;
    private final long silence;
    private final long relearn;
    private final long period;
    private final Set<Ears> pressed = new LinkedHashSet<>();
    private long nextCheck;
    private boolean started;

    Watch(RelaySettings settings, RelayListener listener) {
        this.listener = listener;
        this.silence = settings.silence().toNanos();
        this.relearn = settings.relearn().toNanos();
        this.period = Math.clamp(
                Math.min(silence, relearn) / 4, TimeUnit.MILLISECONDS.toNanos(5), TimeUnit.SECONDS.toNanos(1));
    }

    /** From now on the leg's silence counts. */
    void begin(Leg leg) {
        long now = System.nanoTime();
        leg.farEnd.expect(now);
        leg.watchedSince = leg.watchedSince == 0 ? now : leg.watchedSince;
    }

    void heard(Leg leg, long now) {
        leg.heardAt = now;
        alive(leg, now);
    }

    void alive(Leg leg, long now) {
        leg.watchedSince = now;
        leg.reportedAt = 0;
        leg.quietOnHoldSince = leg.quietOnHoldSince == 0 ? 0 : now;
    }

    void digit(Ears ears) {
        if (ears.isPressed()) {
            pressed.add(ears);
        } else {
            pressed.remove(ears);
        }
    }

    /** The leg goes elsewhere: what it still presses has ended. */
    void forget(Leg leg) {
        leg.ears.quiet();
        pressed.remove(leg.ears);
    }

    /** Answers the nanoseconds until the next check. */
    long run(Collection<Leg> legs, long now) {
        if (!started || nextCheck - now <= 0) {
            started = true;
            nextCheck = now + period;
            legs.forEach(leg -> check(leg, now));
        }
        return pressed.isEmpty() ? nextCheck - now : Math.min(nextCheck - now, endDigits(now));
    }

    private long endDigits(long now) {
        pressed.removeIf(ears -> {
            if (now - ears.heardAt() >= DIGIT_QUIET_NANOS) {
                ears.quiet();
            }
            return !ears.isPressed();
        });
        return DIGIT_QUIET_NANOS / 4;
    }

    private void check(Leg leg, long now) {
        if (leg.sends() && leg.heardAt != 0 && now - leg.heardAt > relearn) {
            leg.lose(now);
        }
        if (leg.watchedSince == 0) {
            return;
        }
        List<Leg> together = leg.talk == null ? List.of(leg) : leg.talk.legs();
        if (leg.isOnHold() || !isExpected(leg, together)) {
            onHold(leg, now);
            return;
        }
        leg.quietOnHoldSince = 0;
        long last = lastAlive(leg, together);
        if (leg.reportedAt != 0 && leg.reportedAt - last > 0) {
            last = leg.reportedAt;
        }
        if (now - last > silence) {
            leg.reportedAt = now;
            listener.silent(leg.callId, leg.legId, Duration.ofNanos(now - leg.watchedSince));
        }
    }

    private void onHold(Leg leg, long now) {
        leg.watchedSince = now;
        if (leg.quietOnHoldSince == 0) {
            leg.quietOnHoldSince = now;
        } else if (now - leg.quietOnHoldSince > silence) {
            leg.quietOnHoldSince = now;
            listener.quietOnHold(leg.callId, leg.legId);
        }
    }

    /** While everybody else is on hold, a leg has nobody to speak to. */
    private static boolean isExpected(Leg leg, List<Leg> together) {
        boolean others = false;
        for (Leg other : together) {
            if (other != leg && !other.isOnHold()) {
                return true;
            }
            others |= other != leg;
        }
        return !others;
    }

    private static long lastAlive(Leg leg, List<Leg> together) {
        long last = leg.watchedSince;
        for (Leg other : together) {
            if (other.watchedSince != 0 && !other.isOnHold() && other.watchedSince - last > 0) {
                last = other.watchedSince;
            }
        }
        return last;
    }
}
