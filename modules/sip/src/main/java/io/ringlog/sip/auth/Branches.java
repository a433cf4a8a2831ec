package io.ringlog.sip.auth;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Randoms;

/**
 * Branches that say two things about themselves: that we made them (a stray response with one may be forwarded), and
 * what the request looked like when it came in, so that a request coming back unchanged is a loop (RFC 5393).
 */
public final class Branches {
    private static final String MAGIC = "z9hG4bK";
    private static final int RANDOM_HEX = 16;
    private static final int MAC_BYTES = 6;

    private final Seal seal;

    public Branches(byte[] key) {
        this.seal = new Seal(key, "branch");
    }

    /** A fresh branch for a request that is not forwarded for anyone. */
    public String fresh() {
        return build("0");
    }

    /** A fresh branch for forwarding this request. */
    public String forwarding(SIPRequest received) {
        return build(fingerprint(received));
    }

    private String build(String fingerprint) {
        String body = Randoms.hex(RANDOM_HEX / 2) + "." + fingerprint;
        return MAGIC + body + "." + hexSign(body);
    }

    /** A tag for an answer that is not remembered: the same again for the same request. */
    public String tagFor(SIPRequest request) {
        return hexSign("tag|" + request.getCallId().getCallId() + "|"
                + request.getTopmostVia().getBranch());
    }

    public boolean isOurs(String branch) {
        int dot = branch.lastIndexOf('.');
        return dot > MAGIC.length()
                && hexSign(branch.substring(MAGIC.length(), dot)).equals(branch.substring(dot + 1));
    }

    /** True when this branch was made for forwarding the very same request. */
    public boolean loops(String branch, SIPRequest again) {
        return isOurs(branch) && branch.split("\\.")[1].equals(fingerprint(again));
    }

    private String fingerprint(SIPRequest request) {
        String seen = String.join(
                "|",
                request.getRequestURI().toString(),
                String.valueOf(request.getFromTag()),
                String.valueOf(request.getToTag()),
                request.getCallId().getCallId(),
                Long.toString(request.getCSeq().getSeqNumber()),
                request.getMethod(),
                String.join(",", Headers.texts(request, "Proxy-Require")));
        return hexSign(seen);
    }

    private String hexSign(String text) {
        return seal.signHex(text, MAC_BYTES);
    }
}
