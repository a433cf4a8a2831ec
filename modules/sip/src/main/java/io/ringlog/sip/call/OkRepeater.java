package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Repeats a 200 to INVITE at T1, 2*T1 ... T2 until its ACK, gives up after 64*T1 (RFC 3261 section 13.3.1.4). */
final class OkRepeater {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration GIVE_UP = T1.multipliedBy(64);

    private final Leg leg;
    private final SIPResponse ok;
    private final Runnable onGiveUp;
    private Duration interval = T1;
    private Duration waited = Duration.ZERO;
    private @Nullable Future<?> timer;
    private boolean stopped;

    OkRepeater(Leg leg, SIPResponse ok, Runnable onGiveUp) {
        this.leg = leg;
        this.ok = (SIPResponse) ok.clone();
        this.onGiveUp = onGiveUp;
        schedule();
    }

    boolean isFor(SIPRequest ack) {
        return ack.getCSeq().getSeqNumber() == ok.getCSeq().getSeqNumber();
    }

    void stop() {
        stopped = true;
        Timers.stop(timer);
    }

    private void schedule() {
        timer = leg.node().timers().after(interval, () -> leg.call().locked(this::due));
    }

    private void due() {
        if (stopped) {
            return;
        }
        waited = waited.plus(interval);
        if (waited.compareTo(GIVE_UP) >= 0) {
            stopped = true;
            onGiveUp.run();
            return;
        }
        leg.node().egress().respondStateless((SIPResponse) ok.clone());
        Duration doubled = interval.multipliedBy(2);
        interval = doubled.compareTo(T2) > 0 ? T2 : doubled;
        schedule();
    }
}
