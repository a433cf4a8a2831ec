package io.ringlog.sip.stack;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns received bytes into the stack's events: raw check, parse, where it came from, hand over. Decides nothing. */
final class Inlet {
    private static final Logger LOG = LoggerFactory.getLogger(Inlet.class);
    private static final Set<Class<?>> ESSENTIAL = Set.of(
            From.class,
            To.class,
            CSeq.class,
            Via.class,
            CallID.class,
            ContentLength.class,
            MaxForwards.class,
            RequestLine.class,
            StatusLine.class);

    private static final String FORWARDS_USUAL = "70";

    /** An INVITE that becomes a call is followed by some more messages, and by two or three units each. */
    private static final int UNITS_PER_INVITE = 20;

    private static final int HIGHEST_PORT = 65_535;
    private static final int UNITS_LEAST = 500;
    private static final int UNIT_BYTES = 1_024;

    /** Answers a second to what is no good: enough for a phone with a fault, too little to aim at somebody else. */
    private static final int BARE_ANSWERS = 100;

    private final Workers workers;
    private final SipCounters counters;
    private final SipSockets.Signals signals;
    private final Tap tap;
    private final boolean forceRport;
    private final int messageBytes;
    private final SourceBudget messages;
    private final SourceBudget bareAnswers = new SourceBudget(BARE_ANSWERS);
    private volatile boolean open;

    Inlet(Workers workers, SipCounters counters, SipNodeConfig config, SipSockets.Signals signals, Tap tap) {
        this.workers = workers;
        this.tap = tap;
        this.signals = signals;
        this.counters = counters;
        this.forceRport = config.forceRport();
        this.messageBytes = config.limits().messageBytes();
        this.messages = new SourceBudget(unitsFor(config.limits().invitesPerSecondPerSource()));
    }

    /** What one address may send in a second, by the INVITEs of it that are let in. */
    static int unitsFor(int invites) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(UNITS_LEAST, (long) invites * UNITS_PER_INVITE));
    }

    /** A unit is each begun kilobyte, which is what reading it costs. */
    static int units(int bytes) {
        return 1 + bytes / UNIT_BYTES;
    }

    /** From now on messages are read; what came before is for the sender to repeat. */
    void open() {
        open = true;
    }

    /** Whether nothing that comes from there is read; counted when it is so. */
    boolean drops(InetAddress source) {
        boolean banned = signals.banned().test(source);
        if (banned) {
            counters.add(Counter.BANNED);
        }
        return banned;
    }

    /** Called on a socket's thread with one whole message; true when the sender deserves to keep its connection. */
    boolean received(byte[] bytes, WireChannel from) {
        if (!open) {
            return true;
        }
        if (from.isReliable() && drops(from.peer().getAddress())) {
            return false;
        }
        if (!affords(bytes, from)) {
            return true;
        }
        return switch (RawCheck.check(bytes, messageBytes)) {
            case RawCheck.Verdict.KeepAlive() -> true;
            case RawCheck.Verdict.Garbage() -> {
                count(Counter.GARBAGE, from);
                yield false;
            }
            case RawCheck.Verdict.Faulty f -> {
                tap.received(bytes, from);
                count(f.status() == 505 ? Counter.BAD_VERSION : Counter.BAD_REQUEST, from);
                answer(f.headers(), f.status(), f.phrase(), bytes.length, from);
                yield true;
            }
            case RawCheck.Verdict.Sound sound -> {
                tap.received(bytes, from);
                if (!workers.offer(sound.order(), () -> process(sound, from))) {
                    counters.add(Counter.QUEUE_FULL);
                }
                yield true;
            }
        };
    }

    /** Over UDP anybody can send rubbish in the name of anybody. */
    private void count(Counter rubbish, WireChannel from) {
        counters.add(rubbish);
        if (from.isReliable()) {
            signals.garbled().accept(from.peer().getAddress());
        }
    }

    /** Whoever it is and whatever it says. */
    private boolean affords(byte[] bytes, WireChannel from) {
        boolean affords = messages.admits(from.peer().getAddress(), units(bytes.length));
        if (!affords) {
            counters.add(Counter.RATE_LIMITED);
        }
        return affords;
    }

    /** A message beyond the size limit: told so when its head can be read. */
    void oversized(byte[] head, WireChannel from) {
        counters.add(Counter.OVERSIZED);
        if (!affords(head, from)) {
            return;
        }
        RawHeaders headers = RawHeaders.readBeginning(head);
        if (headers != null && headers.firstLine().endsWith(" SIP/2.0")) {
            answer(headers, 413, "Request Entity Too Large", head.length, from);
        }
    }

    /** A stream message without one clear Content-Length: told so, and its connection ends. */
    void unframed(byte[] head, WireChannel from) {
        count(Counter.BAD_REQUEST, from);
        if (!affords(head, from)) {
            return;
        }
        RawHeaders headers = RawHeaders.read(head);
        if (headers != null && headers.firstLine().endsWith(" SIP/2.0")) {
            answer(headers, 400, "Bad Content-Length", head.length, from);
        }
    }

    private void process(RawCheck.Verdict.Sound sound, WireChannel from) {
        try {
            SIPMessage message = new StringMsgParser().parseSIPMessage(sound.bytes(), true, false, strict());
            if (message == null || !complete(message)) {
                refuse(sound, from);
                return;
            }
            origin(message, from);
            if (message instanceof SIPRequest request) {
                forwards(request);
                request.checkHeaders();
            }
            switch (message) {
                case SIPRequest request -> handOver(request, from);
                case SIPResponse response -> handOver(response, from);
                default -> counters.add(Counter.GARBAGE);
            }
        } catch (ParseException broken) {
            refuse(sound, from);
        } catch (RuntimeException | StackOverflowError parserBug) {
            // The parser is old and fed by strangers: one message may fail, the thread must live.
            LOG.debug("message from {} could not be handled", from.peer(), parserBug);
            refuse(sound, from);
        }
    }

    private void refuse(RawCheck.Verdict.Sound sound, WireChannel from) {
        count(Counter.UNPARSABLE, from);
        if (!sound.headers().firstLine().startsWith("SIP/")) {
            answer(sound.headers(), 400, "Bad Request", sound.bytes().length, from);
        }
    }

    private void answer(RawHeaders to, int status, String phrase, int size, WireChannel from) {
        if (!bareAnswers.admits(from.peer().getAddress())) {
            counters.add(Counter.UNANSWERED);
            return;
        }
        byte[] answer = BareAnswer.to(to, status, phrase, size);
        if (answer == null) {
            return;
        }
        try {
            from.reply(answer, to.first("via"), forceRport);
        } catch (IOException gone) {
            LOG.debug("could not answer {}", from.peer(), gone);
        }
    }

    private static ParseExceptionListener strict() {
        return (exception, message, header, text, whole) -> {
            if (header == null || ESSENTIAL.contains(header)) {
                throw exception;
            }
            message.addUnparsed(text);
        };
    }

    private static boolean complete(SIPMessage m) {
        boolean present = m.getFrom() != null
                && m.getTo() != null
                && m.getCallId() != null
                && m.getCSeq() != null
                && m.getTopmostVia() != null;
        if (!present || !(m instanceof SIPRequest request)) {
            return present;
        }
        return request.getTopmostVia().getPort() <= HIGHEST_PORT
                && request.getRequestLine() != null
                && request.getRequestURI() != null
                && request.getMethod().equals(request.getCSeq().getMethod());
    }

    private void origin(SIPMessage message, WireChannel from) throws ParseException {
        message.setRemoteAddress(from.peer().getAddress());
        message.setRemotePort(from.getPeerPort());
        message.setPeerPacketSourceAddress(from.peer().getAddress());
        message.setPeerPacketSourcePort(from.getPeerPort());
        message.setLocalAddress(from.getMessageProcessor().getIpAddress());
        message.setLocalPort(from.getPort());
        if (message instanceof SIPRequest) {
            Via via = message.getTopmostVia();
            via.setParameter(Via.RECEIVED, from.getPeerAddress());
            // RFC 3581 section 4: who does not ask is answered at its sent-by; a stream is its own way back.
            if (forceRport || from.isReliable() || via.hasParameter(Via.RPORT)) {
                via.setParameter(Via.RPORT, Integer.toString(from.getPeerPort()));
            }
        }
    }

    /** The header is mandatory since RFC 3261; older senders get the usual value, since the stack insists on it. */
    private static void forwards(SIPRequest request) {
        if (request.getMaxForwards() == null) {
            Headers.set(request, "Max-Forwards", FORWARDS_USUAL);
        }
    }

    private static void handOver(SIPRequest request, WireChannel from) {
        var handler = from.getSIPStack().newSIPServerRequest(request, from);
        if (handler == null) {
            return;
        }
        try {
            handler.processRequest(request, from);
        } finally {
            if (handler instanceof gov.nist.javax.sip.stack.SIPServerTransaction tx && !tx.passToListener()) {
                tx.releaseSem();
            }
        }
    }

    private static void handOver(SIPResponse response, WireChannel from) throws ParseException {
        response.checkHeaders();
        var handler = from.getSIPStack().newSIPServerResponse(response, from);
        if (handler == null) {
            return;
        }
        try {
            boolean mine =
                    !(handler instanceof gov.nist.javax.sip.stack.SIPClientTransaction tx) || tx.checkFromTag(response);
            if (mine) {
                handler.processResponse(response, from);
            }
        } finally {
            if (handler instanceof gov.nist.javax.sip.stack.SIPTransaction tx && !tx.passToListener()) {
                tx.releaseSem();
            }
        }
    }
}
