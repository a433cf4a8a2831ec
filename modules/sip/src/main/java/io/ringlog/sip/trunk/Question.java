package io.ringlog.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.call.ClientSink;
import io.ringlog.sip.call.Egress;
import io.ringlog.sip.message.Responses;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.address.Hop;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its final answer; what comes after the first end of waiting is nothing, and nobody repeats a
 * request that nobody waits for.
 */
final class Question implements ClientSink {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicReference<@Nullable ClientTransaction> sent = new AtomicReference<>();
    private final AtomicReference<@Nullable Hop> server = new AtomicReference<>();
    private final Egress egress;
    private final Consumer<Answer> told;

    Question(Egress egress, Consumer<Answer> told) {
        this.egress = egress;
        this.told = told;
    }

    boolean isOpen() {
        return open.get();
    }

    /** It goes to this server, which is well when it answers. */
    Question to(Hop next) {
        server.set(next);
        return this;
    }

    /** It has left. */
    void sent(ClientTransaction transaction) {
        sent.set(transaction);
        if (!isOpen()) {
            egress.giveUp(transaction);
        }
    }

    /** As long as was told nothing has come; when it has not even left, nobody said where to. */
    void waited() {
        ClientTransaction transaction = sent.get();
        end(transaction == null ? Answer.notSent() : Answer.none());
        if (transaction != null) {
            egress.giveUp(transaction);
        }
    }

    /** It cannot leave in time, for a reason of ours. */
    void notAsked() {
        end(Answer.notAsked());
    }

    @Override
    public void response(SIPResponse response) {
        Hop answering = server.get();
        if (answering != null && response.getStatusCode() != Response.SERVICE_UNAVAILABLE) {
            egress.troubled().clear(answering);
        }
        if (Responses.isFinal(response.getStatusCode())) {
            end(Answer.of(response));
        }
    }

    @Override
    public void timedOut() {
        end(Answer.none());
    }

    @Override
    public void lost(String why) {
        unsent();
    }

    /** It did not leave. */
    void unsent() {
        end(Answer.notSent());
    }

    private void end(Answer answer) {
        if (open.getAndSet(false)) {
            told.accept(answer);
        }
    }
}
