package io.ringlog.sip.front;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Hosts;
import io.ringlog.sip.message.Uris;
import java.util.List;
import java.util.Set;

/** The proxies between a phone and its registrar (RFC 3327): whether they can be stored and passed again. */
final class Paths {
    private static final String NAME = "Path";
    private static final int PROXIES_MOST = 8;

    private Paths() {}

    /** Each is a SIP URI in angle brackets for loose routing (section 5.1), and there are not too many. */
    static boolean areUsable(SIPRequest register) {
        List<String> path = of(register);
        return Headers.areReadable(register, Set.of("path"))
                && path.size() <= PROXIES_MOST
                && path.stream().allMatch(Uris::isLooseRoute);
    }

    static List<String> of(SIPRequest register) {
        return Headers.texts(register, NAME);
    }

    /**
     * Whether the first proxy says of itself that it is where the request came from; of another a phone would have us
     * call a stranger.
     */
    static boolean leadsBack(List<String> path, String source) {
        return Uris.parse(Uris.inside(path.getFirst()))
                .filter(uri -> Hosts.same(Uris.targetOf(uri), source))
                .isPresent();
    }

    /** The phone and the proxies hear which way was taken (section 5.3). */
    static void repeat(SIPRequest register, SIPResponse response) {
        of(register).forEach(entry -> Headers.append(response, NAME, entry));
    }
}
