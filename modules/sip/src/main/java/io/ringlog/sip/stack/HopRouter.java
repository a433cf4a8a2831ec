package io.ringlog.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** Sends a request where whoever built it said, and nowhere else: the hop travels with the request. */
final class HopRouter implements Router {

    @Override
    public @Nullable Hop getOutboundProxy() {
        return null;
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (((SIPRequest) request).getApplicationData() instanceof Hop hop) {
            return hop;
        }
        throw new SipException("a request was sent without its hop: " + request.getMethod());
    }

    @Override
    public ListIterator<Hop> getNextHops(Request request) {
        return List.<Hop>of().listIterator();
    }
}
