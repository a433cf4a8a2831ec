package io.ringlog.sip.message;

import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.regex.Pattern;

/** In how many places at once a request may be, with all that proxies beyond us make of it (RFC 5393 section 5.3). */
public final class Breadth {
    private static final String NAME = "Max-Breadth";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** What a request without the header has, and the most that any has here (section 5.3.3). */
    private static final int MOST = 60;

    /** Kept back for those that are rung later beside the first. */
    private static final int KEPT = 32;

    private Breadth() {}

    /** What a received request has; what is no number counts as nothing said. */
    public static int of(SIPRequest request) {
        String said = Headers.text(request, NAME);
        return said != null && NUMBER.matcher(said).matches() ? Math.min(MOST, Integer.parseInt(said)) : MOST;
    }

    /**
     * What each of some further targets gets.
     *
     * @param left what none has yet; not less than {@code ways}
     */
    public static int share(int left, int ways) {
        return Math.max(1, (left - KEPT) / ways);
    }

    public static void set(SIPRequest request, int breadth) {
        ExtensionHeaderImpl header = new ExtensionHeaderImpl(NAME);
        header.setValue(Integer.toString(breadth));
        request.setHeader(header);
    }
}
