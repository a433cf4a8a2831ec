package io.ringlog.sip.message;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import org.jspecify.annotations.Nullable;

/** Answers to requests with the tags RFC 3261 section 8.2.6 asks for. */
public final class Responses {
    /** The Warning of whoever is asked for what TLS alone could carry (RFC 5630 section 5.3). */
    public static final String SIPS_NOT_ALLOWED = "380 ringlog \"SIPS Not Allowed\"";

    private static final String ALLOW =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, INFO, UPDATE, PRACK, REFER, NOTIFY, SUBSCRIBE";

    private Responses() {}

    public static SIPResponse of(SIPRequest request, int status, @Nullable String phrase, @Nullable String toTag) {
        SIPResponse response = request.createResponse(status, phrase);
        if (status > 100 && toTag != null && request.getToTag() == null) {
            response.setToTag(toTag);
        }
        return response;
    }

    public static SIPResponse of(SIPRequest request, int status, @Nullable String toTag) {
        return of(request, status, null, toTag);
    }

    public static SIPResponse allowing(SIPResponse response) {
        Headers.set(response, "Allow", ALLOW);
        return response;
    }

    /** The response on its way upstream: without our Via, otherwise untouched and safe to change. */
    public static SIPResponse upstream(SIPResponse received) {
        SIPResponse copy = (SIPResponse) received.clone();
        copy.removeFirst("Via");
        return copy;
    }

    public static boolean isFinal(int status) {
        return status >= 200;
    }

    public static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** True while the transaction can still take a final response. */
    public static boolean open(ServerTransaction tx) {
        int last = ((SIPServerTransaction) tx).getLastResponseStatusCode();
        return last < 200;
    }

    /**
     * Counts a hop (RFC 3261 section 16.6 step 3); a request without the header gets 70 (step 3 as well). It says how
     * broad it may become, as it did or as it is understood (RFC 5393 section 5.3.3).
     */
    public static void countHop(SIPRequest request) {
        Breadth.set(request, Breadth.of(request));
        try {
            if (request.getMaxForwards() == null) {
                Headers.set(request, "Max-Forwards", "70");
            } else {
                request.getMaxForwards().setMaxForwards(request.getMaxForwards().getMaxForwards() - 1);
            }
        } catch (InvalidArgumentException impossible) {
            throw new IllegalStateException("Max-Forwards of 0 was let in", impossible);
        }
    }

    static void setUri(SIPRequest request, String uri) throws ParseException {
        request.setRequestURI(Uris.parse(uri).orElseThrow(() -> new ParseException("no SIP URI: " + uri, 0)));
    }
}
