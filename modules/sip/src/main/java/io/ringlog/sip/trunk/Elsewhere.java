package io.ringlog.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.call.ClientSink;
import io.ringlog.sip.message.Responses;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hears a request while there is another place it may be sent to: silence and 503 send it there, once. */
final class Elsewhere implements ClientSink {
    /** How long a place may say nothing. */
    static final Duration PATIENCE = Duration.ofMillis(1_500);

    private static final int UNAVAILABLE = 503;

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Question question;
    private final Runnable next;

    Elsewhere(Question question, Runnable next) {
        this.question = question;
        this.next = next;
    }

    boolean isOpen() {
        return open.get();
    }

    @Override
    public void response(SIPResponse response) {
        if (!Responses.isFinal(response.getStatusCode())) {
            return;
        }
        if (response.getStatusCode() == UNAVAILABLE) {
            timedOut();
        } else {
            open.set(false);
            question.response(response);
        }
    }

    @Override
    public void timedOut() {
        if (open.getAndSet(false) && question.isOpen()) {
            next.run();
        }
    }
}
