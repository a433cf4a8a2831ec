package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Bodies;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Provisional responses of ours that the caller acknowledges by PRACK (RFC 3262 section 3): one at a time, repeated at
 * T1, 2*T1 ... until then, given up after 64*T1. What is to follow meanwhile waits, the newest alone.
 */
final class ReliableProgress {
    static final String TAG = "100rel";

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration GIVE_UP = T1.multipliedBy(64);
    private static final Pattern RACK = Pattern.compile("([0-9]{1,10})\\s+([0-9]{1,10})\\s+(\\S{1,64})");
    private static final int FIRST_BELOW = 1_000_000;

    private final Leg leg;
    private final Consumer<SIPResponse> sender;
    private final Runnable onGiveUp;
    private long seq = 1L + Randoms.below(FIRST_BELOW);
    private Duration interval = T1;
    private Duration waited = Duration.ZERO;
    private @Nullable SIPResponse open;
    private @Nullable SIPResponse waiting;
    /** What the final response has overtaken; its PRACK is right, and changes nothing. */
    private @Nullable SIPResponse overtaken;

    private @Nullable Future<?> timer;

    /** @param onGiveUp nobody has acknowledged for so long that there is no call */
    ReliableProgress(Leg leg, Consumer<SIPResponse> sender, Runnable onGiveUp) {
        this.leg = leg;
        this.sender = sender;
        this.onGiveUp = onGiveUp;
    }

    /**
     * Whether the caller demands it. Without an offer in the INVITE the first such response would have to make one
     * (section 5), so that there is none but the 200.
     */
    static boolean isDemanded(SIPRequest invite) {
        return Headers.tags(invite, "Require").stream().anyMatch(TAG::equalsIgnoreCase);
    }

    void send(SIPResponse provisional) {
        if (open != null) {
            waiting = provisional;
            return;
        }
        seq++;
        Headers.set(provisional, "Require", TAG);
        Headers.set(provisional, "RSeq", Long.toString(seq));
        open = provisional;
        interval = T1;
        waited = Duration.ZERO;
        sender.accept((SIPResponse) provisional.clone());
        schedule();
    }

    /** Whether a 2xx has to wait for the PRACK of a session description (section 3). */
    boolean holdsSession() {
        return open != null && Bodies.sdp(open) != null;
    }

    /** Whether a PRACK is for the response that waits for one, which is over then; what waited behind it goes out. */
    boolean isFor(SIPRequest prack) {
        SIPResponse acknowledged = open == null ? overtaken : open;
        if (acknowledged == null || !names(prack, acknowledged)) {
            return false;
        }
        SIPResponse next = waiting;
        stop();
        overtaken = null;
        if (next != null) {
            send(next);
        }
        return true;
    }

    private boolean names(SIPRequest prack, SIPResponse acknowledged) {
        Matcher rack = RACK.matcher(String.valueOf(Headers.text(prack, "RAck")).strip());
        return rack.matches()
                && Long.parseLong(rack.group(1)) == seq
                && Long.parseLong(rack.group(2)) == acknowledged.getCSeq().getSeqNumber()
                && rack.group(3).equals("INVITE");
    }

    /** Nothing is repeated any more: it has been acknowledged, or the INVITE has its final response. */
    void stop() {
        Timers.stop(timer);
        overtaken = open;
        open = null;
        waiting = null;
    }

    private void schedule() {
        timer = leg.node().timers().after(interval, () -> leg.call().locked(this::due));
    }

    private void due() {
        SIPResponse again = open;
        if (again == null) {
            return;
        }
        waited = waited.plus(interval);
        if (waited.compareTo(GIVE_UP) >= 0) {
            stop();
            onGiveUp.run();
            return;
        }
        sender.accept((SIPResponse) again.clone());
        interval = interval.multipliedBy(2);
        Duration left = GIVE_UP.minus(waited);
        interval = interval.compareTo(left) > 0 ? left : interval;
        schedule();
    }
}
