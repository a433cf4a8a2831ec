package io.ringlog.sip.auth;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Challenge;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.message.Headers;
import java.util.List;
import java.util.ListIterator;

/** Asks for credentials and finds the answer in a later request; does not judge whether it is right. */
public final class Challenges {
    private final Nonces nonces;
    private final List<String> algorithms;

    public Challenges(Nonces nonces, List<String> algorithms) {
        this.nonces = nonces;
        this.algorithms = List.copyOf(algorithms);
    }

    /** What the request says about who sent it. */
    public sealed interface Finding {
        record Answered(DigestAnswer digest) implements Finding {}

        record Missing() implements Finding {}

        /** There was an answer, but to a nonce that has expired or was never ours. */
        record Stale() implements Finding {}
    }

    public Finding find(SIPRequest request, String realm, boolean proxy) {
        String name = proxy ? "Proxy-Authorization" : "Authorization";
        Finding best = new Finding.Missing();
        ListIterator<?> headers = request.getHeaders(name);
        while (headers.hasNext()) {
            DigestAnswer answer = DigestText.answer(
                    headers.next().toString(),
                    request.getMethod(),
                    request.getRequestURI().toString());
            if (answer == null || !answer.realm().equals(realm)) {
                continue;
            }
            if (nonces.check(answer.nonce(), realm, sourceOf(request)) == Nonces.Check.VALID) {
                return new Finding.Answered(answer);
            }
            best = new Finding.Stale();
        }
        return best;
    }

    /** Adds one challenge per algorithm to the 401 or 407 for this request. */
    public void challenge(SIPResponse response, SIPRequest request, Challenge asked) {
        String name = response.getStatusCode() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        String nonce = nonces.mint(asked.realm(), sourceOf(request));
        for (String algorithm : algorithms) {
            Headers.append(response, name, text(asked, nonce, algorithm));
        }
    }

    private static String sourceOf(SIPRequest request) {
        return request.getPeerPacketSourceAddress().getHostAddress();
    }

    private static String text(Challenge asked, String nonce, String algorithm) {
        String text = "Digest realm=\"" + asked.realm() + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm
                + ", qop=\"auth\"";
        return asked.stale() ? text + ", stale=true" : text;
    }
}
