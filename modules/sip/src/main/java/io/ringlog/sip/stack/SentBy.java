package io.ringlog.sip.stack;

import gov.nist.javax.sip.header.Via;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a Via wants its answers, out of its text (RFC 3261 section 18.2.2, RFC 3581 section 4). */
final class SentBy {
    private static final int USUAL = 5060;
    private static final int HIGHEST = 65_535;
    private static final Pattern FORM = Pattern.compile(
            "\\s*+SIP\\s*+/\\s*+2\\.0\\s*+/\\s*+[A-Za-z0-9-]++\\s++"
                    + "(?:\\[[^\\]]*+]|[^\\s:;,]++)\\s*+(?::\\s*+([0-9]{1,5}))?+([^,]*+).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SentBy() {}

    /** The port answers over UDP go to; {@code source} when they are asked for there, or when nobody can tell. */
    static int portOf(String via, int source) {
        Matcher found = FORM.matcher(via);
        if (!found.matches() || asksForSource(found.group(2))) {
            return source;
        }
        int port = found.group(1) == null ? USUAL : Integer.parseInt(found.group(1));
        return port == 0 || port > HIGHEST ? source : port;
    }

    /** The same of a Via that was read, and has been given the source port if it asked for that. */
    static int portOf(Via via) {
        int asked = via.getRPort() > 0 ? via.getRPort() : via.getPort();
        return asked > 0 && asked <= HIGHEST ? asked : USUAL;
    }

    private static boolean asksForSource(String parameters) {
        for (String parameter : parameters.toLowerCase(Locale.ROOT).split(";")) {
            if (parameter.strip().equals("rport") || parameter.strip().startsWith("rport=")) {
                return true;
            }
        }
        return false;
    }
}
