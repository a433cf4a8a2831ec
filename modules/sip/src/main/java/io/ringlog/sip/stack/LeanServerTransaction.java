package io.ringlog.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransactionImpl;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * A server transaction that is finished with its final response: for the rest of its 32 s it keeps the bytes it has to
 * repeat and what a repeated request is known by (RFC 3261 section 17.2.3), and neither messages nor the call.
 */
final class LeanServerTransaction extends SIPServerTransactionImpl {
    private final WireChannel channel;
    private InetSocketAddress answersTo;
    private @Nullable String sentBy;
    private byte @Nullable [] last;

    LeanServerTransaction(SIPTransactionStack stack, WireChannel channel) {
        super(stack, channel);
        this.channel = channel;
        this.answersTo = channel.peer();
    }

    @Override
    public void setOriginalRequest(SIPRequest request) {
        super.setOriginalRequest(request);
        transactionId = TransactionKey.of(request);
        sentBy = sentBy(request);
        answersTo = channel.answersTo(request.getTopmostVia());
    }

    /** Encoded once: what leaves now is what is repeated later. */
    @Override
    protected void sendResponse(SIPResponse response) throws IOException {
        try {
            byte[] bytes = response.encodeAsBytes(getTransport());
            channel.sendRaw(bytes, answersTo);
            last = bytes;
            lastResponse = null;
        } finally {
            startTransactionTimer();
        }
    }

    @Override
    public void resendLastResponseAsBytes() throws IOException {
        byte[] bytes = last;
        if (bytes == null) {
            super.resendLastResponseAsBytes();
        } else {
            channel.sendRaw(bytes, answersTo);
        }
    }

    /** Timer G, while a refused INVITE waits for its ACK. */
    @Override
    public void fireRetransmissionTimer() {
        if (last == null) {
            super.fireRetransmissionTimer();
            return;
        }
        try {
            if (isInviteTransaction() && getInternalState() == TransactionState._COMPLETED) {
                resendLastResponseAsBytes();
            }
        } catch (IOException unsent) {
            raiseErrorEvent(SIPTransactionErrorEvent.TRANSPORT_ERROR);
        }
    }

    @Override
    public boolean isMessagePartOfTransaction(SIPMessage message) {
        boolean cancel = message.getCSeq().getMethod().equals(Request.CANCEL);
        return (isInviteTransaction() || !isTerminated()) && cancel == isCancelTransaction() && sameClient(message);
    }

    @Override
    public boolean doesCancelMatchTransaction(SIPRequest cancel) {
        return !isCancelTransaction() && sameClient(cancel);
    }

    private boolean sameClient(SIPMessage message) {
        return getBranch().equalsIgnoreCase(message.getTopmostVia().getBranch())
                && sentBy(message).equals(sentBy);
    }

    private static String sentBy(SIPMessage message) {
        return message.getTopmostVia().getSentBy().toString().toLowerCase(Locale.ROOT);
    }

    @Override
    protected void cleanUpOnTimer() {
        super.cleanUpOnTimer();
        originalRequest = null;
        applicationData = null;
        mergeId = null;
    }

    /** Requests that came by two ways are told apart by whoever keeps the calls; the stack keeps no table of them. */
    @Override
    public @Nullable String getMergeId() {
        return null;
    }
}
