package io.ringlog.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import javax.sip.PeerUnavailableException;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * The JAIN-SIP stack with its two table scans replaced by keyed look-ups: an unmatched response and a CANCEL cost the
 * same at 10 and at 10,000 live transactions. Non-magic branches never get here (the valve drops them). Its
 * transactions are lean once they are finished, and their timers are on a wheel.
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
        String branch = cancel.getTopmostVia().getBranch();
        if (branch == null) {
            return null;
        }
        SIPTransaction found = findTransaction(branch.toLowerCase(java.util.Locale.ROOT), isServer);
        boolean cancels =
                found != null && !Request.CANCEL.equals(found.getMethod()) && found.doesCancelMatchTransaction(cancel);
        return cancels ? found : null;
    }
}
