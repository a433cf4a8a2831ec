package io.ringlog.sip.auth;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.DigestChallenge;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;

/** The challenges of a 401 or 407, in their order; what is too long to be one is left out. */
public final class DigestChallenges {

    private static final int MOST = 8;
    private static final int LONGEST = 512;

    private DigestChallenges() {}

    public static List<DigestChallenge> of(SIPResponse response) {
        boolean proxy = response.getStatusCode() == 407;
        ListIterator<?> asked = response.getHeaders(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        List<DigestChallenge> found = new ArrayList<>();
        while (asked.hasNext() && found.size() < MOST) {
            Map<String, String> p = DigestText.parameters(asked.next().toString());
            String realm = p.get("realm");
            String nonce = p.get("nonce");
            if (realm != null && nonce != null && p.values().stream().allMatch(it -> it.length() <= LONGEST)) {
                boolean stale = "true".equalsIgnoreCase(p.get("stale"));
                found.add(new DigestChallenge(realm, nonce, p.get("algorithm"), p.get("qop"), p.get("opaque"), stale));
            }
        }
        return found;
    }
}
