package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Randoms;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.header.RetryAfterHeader;
import org.jspecify.annotations.Nullable;

/** What becomes of a re-INVITE of ours, and when it is tried again (RFC 3261 section 14.1). */
final class OwnReinvite implements ClientSink {
    /** Two who keep running into each other give up some time. */
    private static final int TRIES_MOST = 4;
    /** RFC 3261 section 14.2: who cannot take an INVITE yet says 0 to 10 s; more than that is no glare. */
    private static final int RETRY_AFTER_MOST = 10;
    /** What a cancelled INVITE may take to be answered; RFC 3261 section 9.1 says 64*T1. */
    private static final Duration CANCEL_GUARD = Duration.ofSeconds(32);

    private final Leg leg;
    private final DialogSession session;
    private final int tries;
    private boolean answered;
    private @Nullable Future<?> patience;

    OwnReinvite(Leg leg, DialogSession session, int tries) {
        this.leg = leg;
        this.session = session;
        this.tries = tries;
    }

    /** Whoever only asks its user and never says what it wants is asked no longer, as a proxy's Timer C has it. */
    void sent(ClientTransaction invite) {
        after(leg.node().config().timing().timerC(), () -> {
            session.cancel(invite);
            after(CANCEL_GUARD, this::silent);
        });
    }

    private void after(Duration delay, Runnable next) {
        patience = leg.node()
                .timers()
                .after(
                        delay,
                        () -> leg.call().locked(() -> {
                            if (!answered) {
                                next.run();
                            }
                        }));
    }

    @Override
    public void response(SIPResponse response) {
        leg.call().locked(() -> take(response));
    }

    private void take(SIPResponse response) {
        int status = response.getStatusCode();
        boolean success = status >= 200 && status < 300;
        if (answered) {
            if (success) {
                session.acknowledge(response);
            }
        } else if (status >= 200) {
            settled();
            if (success) {
                session.accepted(response);
            } else {
                refused(status, response);
            }
        }
    }

    private void refused(int status, SIPResponse response) {
        OptionalInt after = retryAfter(response);
        if (status == 481 || status == 408 || status == 430) {
            session.lost(status);
        } else if (status == 422 && session.raised(response)) {
            again(status, Duration.ZERO);
        } else if (status == 491) {
            again(status, pause());
        } else if (status == 500 && after.isPresent() && after.getAsInt() <= RETRY_AFTER_MOST) {
            again(status, Duration.ofSeconds(after.getAsInt()));
        } else {
            session.refused(status);
        }
    }

    private static OptionalInt retryAfter(SIPResponse response) {
        return response.getHeader("Retry-After") instanceof RetryAfterHeader after
                ? OptionalInt.of(after.getRetryAfter())
                : OptionalInt.empty();
    }

    /** Who chose the Call-ID waits 2.1 to 4 s, the other up to 2 s, in steps of 10 ms: so the two do not meet again. */
    private Duration pause() {
        boolean callIdIsOurs = leg instanceof InviteLeg;
        return Duration.ofMillis(callIdIsOurs ? 2_100 + 10L * Randoms.below(191) : 10L * Randoms.below(201));
    }

    private void again(int status, Duration pause) {
        if (tries >= TRIES_MOST) {
            session.refused(status);
            return;
        }
        leg.node().timers().after(pause, () -> leg.call().locked(() -> session.again(status, tries + 1)));
    }

    @Override
    public void timedOut() {
        leg.call().locked(() -> {
            if (!answered) {
                silent();
            }
        });
    }

    private void silent() {
        settled();
        session.lost(408);
    }

    private void settled() {
        answered = true;
        Timers.stop(patience);
        session.settled();
    }
}
