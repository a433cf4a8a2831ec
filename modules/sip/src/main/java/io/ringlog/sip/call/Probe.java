package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Responses;
import java.util.function.IntConsumer;

/**
 * A question whether a party is still there. Whatever it answers is proof, but that it knows of no dialog, or that its
 * connection is gone; and so is no answer at all (RFC 3261 sections 11 and 12.2.1.2, RFC 5626 section 5.3.1).
 */
final class Probe implements ClientSink {
    private final Call call;
    private final IntConsumer gone;
    private boolean open = true;

    /** @param gone told the status that says so, once, under the call's lock */
    Probe(Call call, IntConsumer gone) {
        this.call = call;
        this.gone = gone;
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void response(SIPResponse response) {
        if (Responses.isFinal(response.getStatusCode())) {
            call.locked(() -> settle(response.getStatusCode()));
        }
    }

    @Override
    public void timedOut() {
        call.locked(() -> settle(408));
    }

    /**
     * The question did not leave.
     *
     * @param known whether the party's address is: no way leads there any more; else it is asked again another time
     */
    void unsent(boolean known) {
        if (known) {
            timedOut();
        } else {
            open = false;
        }
    }

    private void settle(int status) {
        boolean first = open;
        open = false;
        if (first && (status == 481 || status == 408 || status == 430)) {
            gone.accept(status);
        }
    }
}
