package io.ringlog.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import javax.sip.PeerUnavailableException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * The JAIN-SIP stack with its two table scans replaced by keyed look-ups: an unmatched response and a CANCEL cost the
 * same at 10 and at 10,000 live transactions. Requests are matched by {@link TransactionKey}, not by branch alone.
 * Non-magic branches never get here (the valve drops them). Its transactions are lean once they are finished, and their
 * timers are on a wheel.
 */
final class KeyedSipStack extends SipStackImpl {
    /** Timer L: repeats of an INVITE that was answered with a 2xx are absorbed that long (RFC 6026 section 7.1). */
    private static final String ACCEPTED_SECONDS = "32";

    KeyedSipStack(
            String name,
            int workers,
            int messageBytes,
            IngressValve valve,
            Function<String, Optional<BoundProcessor>> bound)
            throws PeerUnavailableException {
        super(settings(name, workers, messageBytes));
        sipMessageValves.add(valve);
        router = new HopRouter();
        setMessageProcessorFactory((stack, address, port, transport) -> initialised(bound, address, port, transport));
    }

    private MessageProcessor initialised(
            Function<String, Optional<BoundProcessor>> bound,
            java.net.InetAddress address,
            int port,
            String transport) {
        MessageProcessor processor = bound.apply(transport)
                .orElseThrow(() -> new IllegalArgumentException("no socket was bound for " + transport));
        processor.initialize(address, port, this);
        return processor;
    }

    private static Properties settings(String name, int workers, int messageBytes) {
        Properties p = new Properties();
        p.setProperty("javax.sip.STACK_NAME", name);
        p.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        p.setProperty("gov.nist.javax.sip.AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        p.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        p.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", Integer.toString(workers));
        p.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", Integer.toString(messageBytes));
        p.setProperty("gov.nist.javax.sip.RFC_2543_SUPPORT_ENABLED", "false");
        p.setProperty("gov.nist.javax.sip.RELEASE_REFERENCES_STRATEGY", "Aggressive");
        p.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", WheelTimer.class.getName());
        p.setProperty("gov.nist.javax.sip.LINGER_TIMER", ACCEPTED_SECONDS);
        p.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        p.setProperty("gov.nist.javax.sip.LOG_STACK_TRACE_ON_MESSAGE_SEND", "false");
        p.setProperty("gov.nist.javax.sip.PATCH_SIP_WEBSOCKETS_HEADERS", "false");
        p.setProperty("gov.nist.javax.sip.STACK_LOGGER", SlfStackLogger.class.getName());
        p.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SlfServerLogger.class.getName());
        return p;
    }

    @Override
    public SIPClientTransaction createClientTransaction(SIPRequest request, MessageChannel channel) {
        SIPClientTransaction created = new LeanClientTransaction(this, (WireChannel) channel);
        created.setOriginalRequest(request);
        return created;
    }

    @Override
    public SIPServerTransaction createServerTransaction(MessageChannel channel) {
        return new LeanServerTransaction(this, (WireChannel) channel);
    }

    /** The messages of a call come one after the other, so a request that is repeated finds its transaction. */
    @Override
    public @Nullable ServerRequestInterface newSIPServerRequest(SIPRequest request, MessageChannel channel) {
        request.setMessageChannel(channel);
        for (var valve : sipMessageValves) {
            if (!valve.processRequest(request, channel)) {
                return null;
            }
        }
        SIPServerTransaction transaction = (SIPServerTransaction) findTransaction(request, true);
        if (transaction == null) {
            transaction = createServerTransaction(channel);
            transaction.setOriginalRequest(request);
            request.setTransaction(transaction);
        }
        transaction.setRequestInterface(sipMessageFactory.newSIPServerRequest(request, transaction));
        return transaction.acquireSem() ? transaction : null;
    }

    /** Under its whole key, by which it will be taken out again; here those of INVITE. */
    @Override
    public void addTransaction(SIPServerTransaction transaction) {
        transaction.map();
        serverTransactionTable.put(transaction.getTransactionId(), transaction);
    }

    /** And here those of other methods. */
    @Override
    public void mapTransaction(SIPServerTransaction transaction) {
        if (!transaction.isTransactionMapped()) {
            serverTransactionTable.put(transaction.getTransactionId(), transaction);
            transaction.setTransactionMapped(true);
        }
    }

    @Override
    public @Nullable SIPTransaction findTransaction(SIPMessage message, boolean isServer) {
        if (!isServer) {
            return super.findTransaction(message, false);
        }
        SIPTransaction found = findTransaction(TransactionKey.of(message), true);
        return found != null && found.isMessagePartOfTransaction(message) ? found : null;
    }

    @Override
    public @Nullable ServerResponseInterface newSIPServerResponse(SIPResponse response, MessageChannel channel) {
        SIPTransaction found = findTransaction(response.getTransactionId(), false);
        if (found instanceof SIPClientTransaction known && known.isMessagePartOfTransaction(response)) {
            return super.newSIPServerResponse(response, channel);
        }
        for (var valve : sipMessageValves) {
            if (!valve.processResponse((Response) response, channel)) {
                return null;
            }
        }
        return sipMessageFactory.newSIPServerResponse(response, channel);
    }

    @Override
    public @Nullable SIPTransaction findCancelTransaction(SIPRequest cancel, boolean isServer) {
        Via via = cancel.getTopmostVia();
        String key = isServer
                ? TransactionKey.of(via, Request.INVITE)
                : String.valueOf(via.getBranch()).toLowerCase(Locale.ROOT);
        SIPTransaction found = findTransaction(key, isServer);
        boolean cancels =
                found != null && !Request.CANCEL.equals(found.getMethod()) && found.doesCancelMatchTransaction(cancel);
        return cancels ? found : null;
    }
}
