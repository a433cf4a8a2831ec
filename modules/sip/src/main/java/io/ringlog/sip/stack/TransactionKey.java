package io.ringlog.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Locale;
import javax.sip.message.Request;

/** What a server transaction is known by: branch, sent-by and method of its request (RFC 3261 section 17.2.3). */
final class TransactionKey {
    private TransactionKey() {}

    /** The ACK of a refusal belongs to its INVITE. */
    static String of(SIPMessage request) {
        String method = request.getCSeq().getMethod();
        return of(request.getTopmostVia(), method.equals(Request.ACK) ? Request.INVITE : method);
    }

    static String of(Via via, String method) {
        return (via.getBranch() + "|" + via.getSentBy()).toLowerCase(Locale.ROOT) + "|" + method;
    }
}
