package io.ringlog.sip.front;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.call.Carrier;
import io.ringlog.sip.call.ClientSink;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.call.SessionTerms;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.sip.stack.WireChannel;
import java.time.Duration;
import java.util.List;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stack's listener: says who deals with an event, and deals with nothing itself. */
public final class Ingress implements SipListener {
    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

    private final NodeParts node;
    private final RegistrarFront registrar;
    private final CallIntake intake;
    private final WatchFront watches;
    private final FlowFront flows;
    private final DialogRouter dialogs;
    private final Carrier carrier;

    /** Who deals with what begins. */
    public record Desks(RegistrarFront registrar, CallIntake intake, WatchFront watches, FlowFront flows) {}

    public Ingress(NodeParts node, Desks desks, Carrier carrier) {
        this.node = node;
        this.registrar = desks.registrar();
        this.intake = desks.intake();
        this.watches = desks.watches();
        this.flows = desks.flows();
        this.dialogs = new DialogRouter(node, carrier);
        this.carrier = carrier;
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        try {
            take(request);
        } catch (RuntimeException broken) {
            // One request may fail by a fault of ours; whoever sent it is told, and the worker lives on.
            LOG.error("{} could not be dealt with", request.getMethod(), broken);
            if (!request.getMethod().equals(Request.ACK)) {
                node.egress().refuse(request, 500, null);
            }
        }
    }

    private void take(SIPRequest request) {
        String method = request.getMethod();
        if (method.equals(Request.CANCEL)) {
            intake.cancel(request);
        } else if (method.equals(Request.SUBSCRIBE) && watches.knows(request)) {
            watches.subscribe(request);
        } else if (request.getToTag() != null) {
            dialogs.route(request);
        } else if (method.equals(Request.ACK)) {
            // An ACK without a tag acknowledges nothing.
            node.counters().add(Counter.GARBAGE);
        } else if (FlowFront.names(request, node)) {
            flows.pass(request);
        } else if (!isUnwanted(request) && admissible(request)) {
            switch (method) {
                case Request.INVITE -> intake.invite(request);
                case Request.REGISTER -> registrar.register(request);
                case Request.SUBSCRIBE -> watches.subscribe(request);
                case Request.OPTIONS ->
                    node.egress()
                            .respondStateless(Responses.allowing(node.egress().stateless(request, 200, null)));
                default ->
                    node.egress()
                            .respondStateless(Responses.allowing(node.egress().stateless(request, 405, null)));
            }
        }
    }

    private boolean isUnwanted(SIPRequest request) {
        String agent = Headers.text(request, "User-Agent");
        return agent != null && node.policy().ignores(Translation.source(request), agent);
    }

    /** The checks of RFC 3261 section 16.3 that need no decision; answers by itself when they fail. */
    private boolean admissible(SIPRequest request) {
        if (!request.getRequestURI().isSipURI()) {
            node.egress().refuse(request, 416, null);
            return false;
        }
        if (Uris.isSecure(request.getRequestURI()) && !cameSafely(request)) {
            // RFC 5630 section 5.1.2: not 416, at which a caller would try sip: instead (RFC 3261 section 8.1.3.5).
            SIPResponse refusal = node.egress().stateless(request, 480, null);
            Headers.set(refusal, "Warning", Responses.SIPS_NOT_ALLOWED);
            node.egress().respondStateless(refusal);
            return false;
        }
        boolean spent = request.getMaxForwards() != null
                && request.getMaxForwards().getMaxForwards() == 0
                && request.getMethod().equals(Request.INVITE);
        if (spent) {
            node.egress().refuse(request, 483, null);
            return false;
        }
        if (SessionTerms.of(request, node.config().sessions()) instanceof SessionTerms.TooBrief(Duration least)) {
            node.counters().add(Counter.SESSION_TOO_BRIEF);
            SIPResponse refusal = node.egress().stateless(request, 422, null);
            Headers.set(refusal, "Min-SE", Long.toString(least.toSeconds()));
            node.egress().respondStateless(refusal);
            return false;
        }
        List<String> unknown = Extensions.unsupported(request);
        if (!unknown.isEmpty()) {
            SIPResponse refusal = node.egress().stateless(request, 420, null);
            Headers.set(refusal, "Unsupported", String.join(", ", unknown));
            node.egress().respondStateless(refusal);
            return false;
        }
        return true;
    }

    /** By the connection: what the Via says the sender has written. */
    private static boolean cameSafely(SIPRequest request) {
        return request.getMessageChannel() instanceof WireChannel channel && channel.isSecure();
    }

    @Override
    public void processResponse(ResponseEvent event) {
        SIPResponse response = (SIPResponse) event.getResponse();
        ClientTransaction tx = event.getClientTransaction();
        if (tx != null && tx.getApplicationData() instanceof ClientSink sink) {
            sink.response(response);
            return;
        }
        String branch = response.getTopmostVia().getBranch();
        if (tx == null && node.egress().branches().isOurs(branch)) {
            carrier.stray(response);
        } else {
            node.counters().add(Counter.STRAY_RESPONSE);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()
                && event.getClientTransaction().getApplicationData() instanceof ClientSink sink) {
            sink.timedOut();
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        // The transaction times out as well; there is no more to know here.
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // Calls keep their own time.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // The stack's dialogs are off.
    }
}
