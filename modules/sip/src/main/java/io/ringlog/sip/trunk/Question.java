package io.ringlog.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.call.ClientSink;
import io.ringlog.sip.message.Responses;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A request that waits for its final answer; what comes after the first end of waiting is nothing. */
final class Question implements ClientSink {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Consumer<Answer> told;

    Question(Consumer<Answer> told) {
        this.told = told;
    }

    @Override
    public void response(SIPResponse response) {
        if (Responses.isFinal(response.getStatusCode())) {
            end(Answer.of(response));
        }
    }

    @Override
    public void timedOut() {
        end(Answer.none());
    }

    @Override
    public void lost() {
        end(Answer.notSent());
    }

    private void end(Answer answer) {
        if (open.getAndSet(false)) {
            told.accept(answer);
        }
    }
}
