package io.ringlog.sip.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Whom a certificate speaks for as a SIP domain (RFC 5922 section 7). */
final class PeerIdentity {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int ADDRESS = 7;
    private static final Pattern SIP_DOMAIN = Pattern.compile("(?i)sip:([^@:;?]+)");
    private static final Pattern COMMON_NAME = Pattern.compile("(?i)(?:^|,)CN=([^,]+)");

    private PeerIdentity() {}

    /** Whether it is one of the names, whole: a wildcard names no domain (section 7.2). */
    static boolean covers(X509Certificate certificate, String host) throws CertificateParsingException {
        return of(certificate).contains(host.toLowerCase(Locale.ROOT));
    }

    /** As of the names and the subject of a certificate. */
    static List<String> of(X509Certificate certificate) throws CertificateParsingException {
        return of(certificate.getSubjectAlternativeNames(), certificate.getSubjectX500Principal());
    }

    /**
     * The domains in lower case, and addresses in letters. URIs of SIP beat names of hosts, and the subject's common
     * name counts where there is no other name at all (section 7.1).
     */
    static List<String> of(@Nullable Collection<List<?>> names, X500Principal subject) {
        if (names == null) {
            Matcher found = COMMON_NAME.matcher(subject.getName());
            return found.find() ? List.of(found.group(1).toLowerCase(Locale.ROOT)) : List.of();
        }
        List<String> domains = new ArrayList<>(ofKind(names, URI)
                .map(SIP_DOMAIN::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList());
        if (domains.isEmpty()) {
            domains.addAll(ofKind(names, DNS).toList());
        }
        domains.addAll(ofKind(names, ADDRESS).toList());
        return domains.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
    }

    private static Stream<String> ofKind(Collection<List<?>> names, int kind) {
        return names.stream().filter(name -> name.getFirst().equals(kind)).map(name -> String.valueOf(name.get(1)));
    }
}
