package io.ringlog.domain.config.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The URL of a request: who is asked stands in the flow, what they are asked may have expressions in it. Pure. */
final class HttpUrl {

    private static final int LONGEST = 1_000;
    private static final int LAST_PORT = 65_535;
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern URL =
            Pattern.compile("https?://([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?([/?].*)?");

    /** A name (RFC 1123 section 2.1), an IPv4 address or an IPv6 address in brackets. */
    private static final Pattern HOST = Pattern.compile("(?:" + LABEL
            + "\\.)*[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?|" + BYTE + "(\\." + BYTE + "){3}|\\[.*:.*]");

    private static final Pattern PLAIN = Pattern.compile("(?:[!$&-;=?-Z_a-z~]|%[0-9A-Fa-f]{2})*+");
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    private HttpUrl() {}

    /** What is wrong with it; empty when nothing is, but for its expressions. */
    static Optional<String> fault(String text) {
        Matcher url = URL.matcher(text);
        if (text.length() > LONGEST) {
            return Optional.of("url is longer than " + LONGEST + " characters");
        } else if (!url.matches() || !HOST.matcher(url.group(1)).matches() || !isPort(url.group(2))) {
            return Optional.of("url is not http:// or https:// with a host in plain text, and a port up to " + LAST_PORT
                    + " if any");
        }
        String rest = url.group(3) == null ? "" : url.group(3);
        return PLAIN.matcher(EXPRESSION.matcher(rest).replaceAll("")).matches()
                ? Optional.empty()
                : Optional.of("url has characters that must be written as %20 and so on (RFC 3986)");
    }

    /** A value as it stands in a path or query (RFC 3986 section 2.1): nothing of it ends the part it stands in. */
    static String spelled(String value) {
        StringBuilder spelled = new StringBuilder(value.length());
        for (byte it : value.getBytes(UTF_8)) {
            String plain = String.valueOf((char) it);
            spelled.append(
                    UNRESERVED.matcher(plain).matches() ? plain : String.format(Locale.ROOT, "%%%02X", it & 0xFF));
        }
        return spelled.toString();
    }

    /** Whether a value has made a step out of where it stands (RFC 3986 section 5.2.4). */
    static boolean climbs(String filled) {
        String path = filled.replaceFirst("^https?://[^/?]*", "").replaceFirst("\\?.*", "");
        return Arrays.asList(path.split("/", -1)).stream().anyMatch(it -> it.equals(".") || it.equals(".."));
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= LAST_PORT);
    }
}
