package io.ringlog.sip.stack;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPClientTransactionImpl;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import javax.sip.TransactionState;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client transaction that encodes once what it sends again, and after the final response keeps nothing but the ACK of
 * a refused INVITE (RFC 3261 section 17.1.1.2).
 */
final class LeanClientTransaction extends SIPClientTransactionImpl {
    private static final Logger LOG = LoggerFactory.getLogger(LeanClientTransaction.class);

    private final WireChannel channel;
    private byte @Nullable [] repeated;
    private byte @Nullable [] ack;

    LeanClientTransaction(SIPTransactionStack stack, WireChannel channel) {
        super(stack, channel);
        this.channel = channel;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        if (message instanceof SIPRequest request && request.getMethod().equals(Request.ACK)) {
            refused(request);
        } else {
            super.sendMessage(message);
        }
    }

    private void refused(SIPRequest acknowledgement) {
        ack = acknowledgement.encodeAsBytes(getTransport());
        setState(isReliable() ? TransactionState._TERMINATED : TransactionState._COMPLETED);
        cleanUpOnTimer();
        acknowledge();
    }

    /** A refusal counts also when its ACK cannot leave: it will come again, or it came over what is broken now. */
    private void acknowledge() {
        byte[] bytes = ack;
        try {
            if (bytes != null) {
                channel.sendRaw(bytes);
            }
        } catch (IOException unsent) {
            LOG.debug("ACK to {} did not leave", channel.peer(), unsent);
        }
    }

    /** The stack would encode the request anew for each of up to ten repeats. */
    @Override
    public void fireRetransmissionTimer() {
        SIPRequest request = originalRequest;
        if (request == null || !unanswered()) {
            return;
        }
        try {
            byte[] bytes = repeated == null ? request.encodeAsBytes(getTransport()) : repeated;
            repeated = bytes;
            channel.sendRaw(bytes);
        } catch (IOException unsent) {
            raiseIOExceptionEvent();
            raiseErrorEvent(SIPTransactionErrorEvent.TRANSPORT_ERROR);
        }
    }

    private boolean unanswered() {
        int state = getInternalState();
        return isInviteTransaction()
                ? state == TransactionState._CALLING
                : state == TransactionState._TRYING || state == TransactionState._PROCEEDING;
    }

    @Override
    public synchronized void processResponse(SIPResponse response, MessageChannel source, @Nullable SIPDialog dialog) {
        if (getInternalState() == TransactionState._COMPLETED) {
            if (response.getStatusCode() >= 300) {
                acknowledge();
            }
            semRelease();
            return;
        }
        super.processResponse(response, source, dialog);
        if (getInternalState() == TransactionState._COMPLETED) {
            applicationData = null;
        }
    }

    @Override
    protected void cleanUpOnTimer() {
        super.cleanUpOnTimer();
        originalRequest = null;
        repeated = null;
    }
}
