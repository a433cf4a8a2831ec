package io.ringlog.sip.front;

import gov.nist.javax.sip.TransactionExt;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipRefusal;
import io.ringlog.sip.call.Call;
import io.ringlog.sip.call.CallerLeg;
import io.ringlog.sip.call.Cancellable;
import io.ringlog.sip.call.NodeParts;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Responses;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.util.Iterator;
import java.util.Optional;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** New calls and their CANCELs: repeats, loops and merges are sorted out, the sender is screened, the call begins. */
public final class CallIntake {
    private final NodeParts node;
    private final Screening screening;

    public CallIntake(NodeParts node, Screening screening) {
        this.node = node;
        this.screening = screening;
    }

    public void invite(SIPRequest invite) {
        if (loops(invite)) {
            node.egress().refuse(invite, 482, null);
            return;
        }
        Optional<CallerLeg> earlier = sameCaller(invite);
        if (earlier.isPresent()) {
            String branch = earlier.get().invite().getTopmostVia().getBranch();
            if (!branch.equalsIgnoreCase(invite.getTopmostVia().getBranch())) {
                // RFC 3261 section 8.2.2.2: the same call came by two ways.
                node.egress().refuse(invite, 482, "Loop Detected");
            }
            return;
        }
        if (Headers.texts(invite, "Replaces").size() > 1) {
            // RFC 3891 section 3: one at most.
            node.egress().refuse(invite, 400, "Bad Replaces");
            return;
        }
        if (node.calls().size() >= node.config().limits().liveCalls()) {
            node.counters().add(Counter.TOO_MANY_CALLS);
            node.egress().refuse(invite, 503, null);
            return;
        }
        switch (screening.invite(invite)) {
            case Screening.Result.Admitted(DigestAnswer digest) -> begin(invite, digest);
            case Screening.Result.Trusted() -> begin(invite, null);
            case Screening.Result.Handled() -> {}
        }
    }

    private boolean loops(SIPRequest invite) {
        Iterator<Via> vias = invite.getViaHeaders().iterator();
        vias.next();
        while (vias.hasNext()) {
            String branch = vias.next().getBranch();
            if (branch != null && node.egress().branches().loops(branch, invite)) {
                return true;
            }
        }
        return false;
    }

    /** A live call of the same Call-ID, From tag and CSeq, unless the request came back through ourselves. */
    private Optional<CallerLeg> sameCaller(SIPRequest invite) {
        boolean spiral = invite.getViaHeaders().stream()
                .skip(1)
                .anyMatch(via ->
                        via.getBranch() != null && node.egress().branches().isOurs(via.getBranch()));
        if (spiral) {
            return Optional.empty();
        }
        return node.calls()
                .calledBy(invite.getCallId().getCallId(), invite.getFromTag())
                .flatMap(Call::caller)
                .filter(leg -> leg.invite().getCSeq().getSeqNumber()
                        == invite.getCSeq().getSeqNumber());
    }

    private void begin(SIPRequest invite, @Nullable DigestAnswer digest) {
        Optional<ServerTransaction> tx = node.egress().accept(invite);
        if (tx.isEmpty()) {
            return;
        }
        node.egress().respond(tx.get(), Responses.of(invite, 100, null));
        Call call = new Call(node.policy().mintCallId(), node);
        CallerLeg caller = new CallerLeg(call, invite, tx.get());
        call.add(caller);
        tx.get().setApplicationData(caller);
        if (!node.calls().add(call)) {
            caller.reject(SipRefusal.of(500));
            return;
        }
        String tag = invite.getFromTag();
        if (tag != null) {
            node.calls().index(call, invite.getCallId().getCallId(), tag);
        }
        call.locked(() -> {
            caller.awaitDecision();
            call.tell(new InviteReceived(call.id(), Translation.invite(invite, digest, node)));
        });
    }

    /** RFC 3261 sections 9.2 and 16.10. */
    public void cancel(SIPRequest cancel) {
        Optional<ServerTransaction> tx = node.egress().accept(cancel);
        if (tx.isEmpty()) {
            return;
        }
        var stack = (SIPTransactionStack)
                ((TransactionExt) tx.get()).getSipProvider().getSipStack();
        var cancelled = stack.findCancelTransaction(cancel, true);
        if (cancelled == null) {
            node.egress().respond(tx.get(), node.egress().stateless(cancel, 481, null));
            return;
        }
        node.egress().respond(tx.get(), node.egress().stateless(cancel, 200, null));
        if (cancelled.getApplicationData() instanceof Cancellable pending) {
            pending.cancelled(Headers.text(cancel, "Reason"));
        }
    }
}
