package io.ringlog.sip.call;

import java.util.HashMap;
import java.util.Map;

/**
 * What is open between the parties of a proxied call: INVITEs without a final response or without its ACK, and UPDATEs
 * without a final response. Whoever stepped in between would tear it apart.
 */
final class UnderWay {
    private static final String INVITE = "INVITE";

    /** A party may have one of each method open (RFC 3261 section 14.1, RFC 3311 section 5.1). */
    private record Line(boolean fromCaller, String method) {}

    private final Map<Line, Long> open = new HashMap<>();

    /** A request that may change the session was passed on; others change nothing here. */
    void asked(boolean fromCaller, String method, long seq) {
        if (isOfSession(method)) {
            open.put(new Line(fromCaller, method), seq);
        }
    }

    /** Its final response was passed back; that of an INVITE is over with its ACK, when it is a success. */
    void answered(boolean fromCaller, String method, long seq, boolean success) {
        if (!(success && method.equals(INVITE))) {
            open.remove(new Line(fromCaller, method), seq);
        }
    }

    void acknowledged(boolean fromCaller, long seq) {
        open.remove(new Line(fromCaller, INVITE), seq);
    }

    boolean isNothing() {
        return open.isEmpty();
    }

    static boolean isOfSession(String method) {
        return method.equals(INVITE) || method.equals("UPDATE");
    }
}
