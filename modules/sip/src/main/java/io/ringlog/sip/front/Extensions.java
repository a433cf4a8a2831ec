package io.ringlog.sip.front;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.call.SessionTerms;
import io.ringlog.sip.message.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which SIP extensions may be required of us. */
final class Extensions {
    /** Between the two ends of a proxied call these need nothing from us but to be left alone. */
    private static final Set<String> END_TO_END = Set.of(
            "100rel",
            "timer",
            "replaces",
            "norefersub",
            "precondition",
            "histinfo",
            "from-change",
            "tdialog",
            "early-session",
            "answermode");

    private Extensions() {}

    /** What a party of a dialog must answer by 420: all but session timers (RFC 3261 section 8.2.2.3, RFC 4028). */
    static List<String> ofParty(SIPRequest request) {
        return Stream.concat(Headers.tags(request, "Proxy-Require").stream(), Headers.tags(request, "Require").stream())
                .filter(tag -> !tag.equalsIgnoreCase(SessionTerms.TAG))
                .distinct()
                .toList();
    }

    /** What a proxy must answer by 420 (RFC 3261 sections 8.2.2.3 and 16.3). */
    static List<String> unsupported(SIPRequest request) {
        boolean invite = request.getMethod().equals("INVITE");
        Stream<String> ofUs = Headers.tags(request, "Proxy-Require").stream();
        Stream<String> ofEnds = Headers.tags(request, "Require").stream()
                .filter(tag -> !invite || !END_TO_END.contains(tag.toLowerCase(Locale.ROOT)))
                .filter(tag -> invite || !tag.equalsIgnoreCase("path"));
        return Stream.concat(ofUs, ofEnds).distinct().toList();
    }
}
