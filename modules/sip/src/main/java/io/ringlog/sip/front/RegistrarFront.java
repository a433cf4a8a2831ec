package io.ringlog.sip.front;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.RegisterAnswer;
import io.ringlog.sip.SipFact.RegisterExpired;
import io.ringlog.sip.SipFact.RegisterReceived;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.call.Timers;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** REGISTER in front of a registrar that is elsewhere: asks, waits a little, answers. Keeps no binding. */
public final class RegistrarFront {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrarFront.class);

    private final NodeParts node;
    private final Screening screening;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(
            SIPRequest request,
            ServerTransaction tx,
            @Nullable Future<?> deadline) {}

    public RegistrarFront(NodeParts node, Screening screening) {
        this.node = node;
        this.screening = screening;
    }

    void register(SIPRequest register) {
        if (!wildcardAlone(register)) {
            node.egress().refuse(register, 400, "Bad Wildcard");
            return;
        }
        if (!Contacts.areUsable(register)) {
            node.egress().refuse(register, 400, "Bad Contact");
            return;
        }
        if (!Paths.areUsable(register)) {
            node.egress().refuse(register, 400, "Bad Path");
            return;
        }
        switch (screening.register(register)) {
            case Screening.Result.Admitted(DigestAnswer digest) -> ask(register, digest);
            case Screening.Result.Trusted() -> ask(register, null);
            case Screening.Result.Handled() -> {}
        }
    }

    /** {@code Contact: *} goes only with Expires 0 and no other contact (RFC 3261 section 10.3 step 6). */
    private static boolean wildcardAlone(SIPRequest register) {
        var contacts = Headers.texts(register, "Contact");
        boolean wildcard = contacts.stream().anyMatch(c -> c.startsWith("*"));
        boolean expiresNow =
                register.getExpires() != null && register.getExpires().getExpires() == 0;
        return !wildcard || (contacts.size() == 1 && expiresNow);
    }

    private void ask(SIPRequest register, @Nullable DigestAnswer digest) {
        Optional<ServerTransaction> tx = node.egress().accept(register);
        if (tx.isEmpty()) {
            return;
        }
        String requestId = "reg_" + Randoms.hex(8);
        RegisterReceived received =
                new RegisterReceived(requestId, Translation.register(register, digest, node.egress()));
        Future<?> deadline = node.timers().after(node.config().timing().decisionTimeout(), () -> expire(requestId));
        waiting.put(requestId, new Waiting(register, tx.get(), deadline));
        node.facts().tell(received);
    }

    private void expire(String requestId) {
        Waiting late = waiting.remove(requestId);
        if (late == null) {
            return;
        }
        SIPResponse busy = Responses.of(late.request, 503, "Decision Pending", Randoms.tag());
        long retry = node.config().timing().retryAfter().toSeconds();
        Headers.set(busy, "Retry-After", Long.toString(retry));
        node.egress().respond(late.tx, busy);
        node.facts().tell(new RegisterExpired(requestId));
    }

    /** The waiter is let go when there is something to tell it: an answer that cannot be written is a 500. */
    public CommandOutcome answer(String requestId, RegisterAnswer answer) {
        Waiting asked = waiting.get(requestId);
        if (asked == null) {
            return CommandOutcome.TOO_LATE;
        }
        SIPResponse response = response(asked.request, answer);
        if (waiting.remove(requestId) == null) {
            return CommandOutcome.TOO_LATE;
        }
        Timers.stop(asked.deadline);
        node.egress().respond(asked.tx, response);
        return CommandOutcome.DONE;
    }

    private SIPResponse response(SIPRequest request, RegisterAnswer answer) {
        try {
            return written(request, answer);
        } catch (IllegalArgumentException | IllegalStateException unwritable) {
            LOG.warn("an answer to REGISTER cannot be written", unwritable);
            return Responses.of(request, 500, "Unwritable Answer", Randoms.tag());
        }
    }

    private SIPResponse written(SIPRequest request, RegisterAnswer answer) {
        SIPResponse response = Responses.of(request, answer.status(), answer.reason(), Randoms.tag());
        if (answer.challenge() != null) {
            node.challenges().challenge(response, request, answer.challenge());
        }
        for (RegisterAnswer.Bound bound : answer.contacts()) {
            // What was stored before the door was this narrow must not keep the others from being told.
            if (Uris.isWritable(bound.uri())) {
                Headers.append(response, "Contact", "<" + bound.uri() + ">;expires=" + bound.expiresSec());
            }
        }
        if (answer.status() == 200) {
            Paths.repeat(request, response);
            Headers.set(response, "Supported", "path");
            node.egress()
                    .serviceRoute(request)
                    .ifPresent(uri -> Headers.set(response, "Service-Route", "<" + uri + ";lr>"));
        }
        Headers.setAll(response, answer.headers());
        return response;
    }
}
