package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.message.InfoDigits;
import io.ringlog.sip.message.InfoDigits.Digit;
import io.ringlog.sip.message.Responses;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Keys that a party is told by INFO, in order: each waits for the answer to the one before (RFC 3261 section 12.2.1.1
 * keeps no order of its own over UDP). Who refuses one is told no more.
 */
final class KeysByInfo implements ClientSink {
    private static final int MOST = 16;

    private final Call call;
    private final UaDialog dialog;
    private final Queue<Digit> waiting = new ArrayDeque<>();
    private boolean open;

    KeysByInfo(Call call, UaDialog dialog) {
        this.call = call;
        this.dialog = dialog;
    }

    /** Under the call's lock. */
    CommandOutcome press(Digit key) {
        if (dialog.isOver()) {
            return CommandOutcome.UNKNOWN;
        } else if (!dialog.peerTakes("INFO") || waiting.size() >= MOST) {
            return CommandOutcome.WRONG_STATE;
        }
        waiting.add(key);
        if (!open) {
            next();
        }
        return CommandOutcome.DONE;
    }

    private void next() {
        Digit key = dialog.isOver() ? null : waiting.poll();
        open = key != null
                && dialog.send("INFO", this, info -> InfoDigits.put(info, key)).isPresent();
        if (!open) {
            waiting.clear();
        }
    }

    @Override
    public void response(SIPResponse response) {
        int status = response.getStatusCode();
        if (Responses.isFinal(status)) {
            call.locked(() -> answered(status));
        }
    }

    @Override
    public void timedOut() {
        call.locked(() -> answered(408));
    }

    private void answered(int status) {
        if (!Responses.isSuccess(status)) {
            dialog.peerRefuses("INFO");
            waiting.clear();
        }
        next();
    }
}
