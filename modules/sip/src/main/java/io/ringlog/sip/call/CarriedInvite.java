package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.concurrent.Future;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE on its way between others: its sender may cancel it, and Timer C ends what only rings (RFC 3261, 16.8 and
 * 16.10).
 */
class CarriedInvite extends Carriage implements Cancellable {
    /** What a cancelled INVITE may take to be answered; RFC 3261 section 9.1 says 64*T1. */
    private static final Duration CANCEL_GUARD = Duration.ofSeconds(32);

    private final Hop hop;
    private @Nullable ClientTransaction out;
    private @Nullable Future<?> timerC;
    private @Nullable String reason;
    private boolean heard;
    private boolean unwanted;

    CarriedInvite(NodeParts node, Call call, SIPRequest received, ServerTransaction tx, Hop hop) {
        super(node, call, received, tx);
        this.hop = hop;
    }

    @Override
    void sent(ClientTransaction onward) {
        out = onward;
        restartTimerC();
    }

    private void restartTimerC() {
        Timers.stop(timerC);
        timerC = node().timers().after(node().config().timing().timerC(), () -> call().locked(() -> withdraw(null)));
    }

    @Override
    void provisional(int status) {
        boolean first = !heard;
        heard = true;
        if (unwanted && first) {
            sendCancel();
        } else if (!unwanted && status > 100) {
            restartTimerC();
        }
    }

    @Override
    void over() {
        Timers.stop(timerC);
    }

    @Override
    public void cancelled(@Nullable String why) {
        call().locked(() -> withdraw(why));
    }

    private void withdraw(@Nullable String why) {
        if (unwanted || answered()) {
            return;
        }
        unwanted = true;
        reason = why;
        Timers.stop(timerC);
        if (heard) {
            sendCancel();
        }
        node().timers().after(CANCEL_GUARD, this::timedOut);
    }

    private void sendCancel() {
        ClientTransaction pending = out;
        if (pending != null) {
            node().egress().cancel(pending, hop, reason);
        }
    }
}
