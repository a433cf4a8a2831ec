package io.ringlog.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.io.IOException;
import java.time.Duration;
import javax.sip.SipStack;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a parsed message through to the transactions or not: old-style branches, a Via naming another transport than
 * the one it came over (an answer would make us dial a stranger), and new work that waited too long to be worth doing.
 */
final class IngressValve implements SIPMessageValve {
    private static final Logger LOG = LoggerFactory.getLogger(IngressValve.class);
    /** A JVM that has just started is slow without being overloaded. */
    private static final long GRACE_NANOS = Duration.ofSeconds(15).toNanos();

    private static final String MAGIC = "z9hg4bk";

    private final SipCounters counters;
    private final SourceBudget invites;
    private final long queueAgeMaxNanos;
    private final String retryAfter;
    private final long startedNanos = System.nanoTime();

    IngressValve(SipCounters counters, SourceBudget invites, Duration queueAgeMax, Duration retryAfter) {
        this.counters = counters;
        this.invites = invites;
        this.queueAgeMaxNanos = queueAgeMax.toNanos();
        this.retryAfter = Long.toString(retryAfter.toSeconds());
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        String transport = request.getTopmostVia().getTransport();
        if (transport == null || !transport.equalsIgnoreCase(channel.getTransport())) {
            counters.add(Counter.WRONG_VIA_TRANSPORT);
            return false;
        }
        String branch = request.getTopmostVia().getBranch();
        if (!magic(branch)) {
            counters.add(Counter.OLD_BRANCH);
            if (channel instanceof WireChannel wire && !request.getMethod().equals(Request.ACK)) {
                answer(request, 400, "Branch of RFC 2543", wire);
            }
            return false;
        }
        if (channel instanceof WireChannel wire && startsWork(request) && isNew(request, channel)) {
            return admits(request, wire);
        }
        return true;
    }

    private boolean admits(SIPRequest request, WireChannel wire) {
        long now = System.nanoTime();
        if (wire.ageNanos(now) > queueAgeMaxNanos && now - startedNanos > GRACE_NANOS) {
            counters.add(Counter.SHED_BY_AGE);
            answer(request, Response.SERVICE_UNAVAILABLE, "Service Unavailable", wire);
            return false;
        }
        if (request.getMethod().equals(Request.INVITE)
                && !invites.admits(wire.peer().getAddress())) {
            counters.add(Counter.RATE_LIMITED);
            answer(request, Response.SERVICE_UNAVAILABLE, "Service Unavailable", wire);
            return false;
        }
        return true;
    }

    private void answer(SIPRequest request, int status, String phrase, WireChannel wire) {
        try {
            SIPResponse answer = request.createResponse(status, phrase);
            if (request.getToTag() == null) {
                answer.setToTag("0");
            }
            if (status == Response.SERVICE_UNAVAILABLE) {
                answer.addHeader("Retry-After: " + retryAfter);
            }
            wire.sendRaw(answer.encodeAsBytes(wire.getTransport()), wire.answersTo(request.getTopmostVia()));
        } catch (IOException gone) {
            LOG.debug("could not answer {}", wire.peer(), gone);
        }
    }

    private static boolean isNew(SIPRequest request, MessageChannel channel) {
        return request.getToTag() == null && channel.getSIPStack().findTransaction(request, true) == null;
    }

    private static boolean startsWork(SIPRequest request) {
        return request.getMethod().equals(Request.INVITE) || request.getMethod().equals(Request.REGISTER);
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        String branch = ((SIPResponse) response).getTopmostVia().getBranch();
        if (!magic(branch)) {
            counters.add(Counter.OLD_BRANCH);
            return false;
        }
        return true;
    }

    private static boolean magic(@Nullable String branch) {
        return branch != null && branch.length() > MAGIC.length() && branch.regionMatches(true, 0, MAGIC, 0, 7);
    }

    @Override
    public void init(SipStack stack) {}

    @Override
    public void destroy() {}
}
