package io.ringlog.sip.message;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** SIP URIs from text and back; anything but sip and sips is empty. */
public final class Uris {
    private static final Pattern PARAMETERS = Pattern.compile("[;?].*");

    private static final int LONGEST = 500;

    private Uris() {}

    public static Optional<SipURI> parse(String text) {
        if (!isDelimited(text)) {
            return Optional.empty();
        }
        try {
            return new StringMsgParser().parseUrl(text) instanceof SipUri uri ? Optional.of(uri) : Optional.empty();
        } catch (ParseException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** What stands between the angle brackets of a name-addr; the whole where there are none. */
    public static String inside(String nameAddr) {
        int open = nameAddr.indexOf('<');
        int close = nameAddr.indexOf('>', open + 1);
        return open < 0 || close < 0 ? nameAddr.strip() : nameAddr.substring(open + 1, close);
    }

    /** Whether an entry of Path or Service-Route can be written again as a Route, for a proxy that routes loosely. */
    public static boolean isLooseRoute(String entry) {
        String uri = inside(entry);
        return entry.indexOf('<') >= 0
                && isWritable(uri)
                && parse(uri).filter(it -> it.getParameter("lr") != null).isPresent();
    }

    /** A SIP URI that can be read again after being written, and fits between angle brackets. */
    public static boolean isWritable(String uri) {
        return uri.length() <= LONGEST
                && uri.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127)
                && parse(uri).map(SipURI::toString).flatMap(Uris::parse).isPresent();
    }

    /** False for an IPv6 address without its brackets, of which a port cannot be told (RFC 3986 section 3.2.2). */
    public static boolean isDelimited(String uri) {
        if (!uri.regionMatches(true, 0, "sip:", 0, 4) && !uri.regionMatches(true, 0, "sips:", 0, 5)) {
            return true;
        }
        String place = PARAMETERS
                .matcher(uri.substring(Math.max(uri.indexOf(':'), uri.lastIndexOf('@')) + 1))
                .replaceFirst("");
        return place.startsWith("[") || place.indexOf(':') == place.lastIndexOf(':');
    }

    /** {@code host:port} with the scheme's usual port, lower case: two URIs of one place have the same. */
    public static String placeOf(URI uri) {
        if (!(uri instanceof SipURI sip)) {
            return "";
        }
        int usual = "tls".equals(transportOf(sip)) ? 5061 : 5060;
        return Hosts.bracketed(Hosts.canonical(targetOf(sip))) + ":" + (sip.getPort() <= 0 ? usual : sip.getPort());
    }

    /** The host that a request for the URI is sent to (RFC 3261 section 19.1.1: maddr overrides). */
    public static String targetOf(SipURI uri) {
        String maddr = uri.getMAddrParam();
        return maddr == null ? uri.getHost() : maddr;
    }

    /**
     * What a URI asks to be reached by, in lower case; null leaves it to whoever sends. With {@code sips} a stream is
     * its encrypted kind (RFC 3261 section 26.2.2, RFC 7118 section 5).
     */
    public static @Nullable String transportOf(SipURI uri) {
        String asked = uri.getTransportParam();
        String transport = asked == null ? null : asked.toLowerCase(Locale.ROOT);
        if (!uri.isSecure()) {
            return transport;
        }
        return transport == null || transport.equals("tcp") ? "tls" : transport.equals("ws") ? "wss" : transport;
    }

    /** Whether every hop to it has to be TLS (RFC 3261 section 26.2.2). */
    public static boolean isSecure(URI uri) {
        return uri instanceof SipURI sip && sip.isSecure();
    }

    public static String hostOf(URI uri) {
        return uri instanceof SipURI sip ? sip.getHost() : "";
    }
}
