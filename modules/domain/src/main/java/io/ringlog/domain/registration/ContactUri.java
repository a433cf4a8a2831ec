package io.ringlog.domain.registration;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP URI as RFC 3261 section 19.1.4 compares it; anything else is compared by its letters. */
final class ContactUri {

    private static final Pattern FORM =
            Pattern.compile("(?i)(sips?):(?:([^@]*+)@)?(\\[[0-9a-f:.]+]|[^:;?@\\[\\]]+)(?::(\\d{1,5}))?"
                    + "((?:;[^;?]*+)*+)(?:\\?(.*+))?");

    private static final Pattern ESCAPED = Pattern.compile("%([0-9a-fA-F]{2})");

    /** These must stand in both or in neither; of all others only those that stand in both count. */
    private static final Set<String> MATCHING = Set.of("user", "ttl", "method", "maddr", "transport");

    private record Parts(
            String scheme,
            String user,
            String host,
            String port,
            Map<String, String> parameters,
            Map<String, String> headers) {}

    private ContactUri() {}

    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Optional<Parts> parts = parts(one);
        return parts.isPresent()
                && parts(other).filter(it -> same(parts.get(), it)).isPresent();
    }

    private static boolean same(Parts one, Parts other) {
        return one.scheme().equals(other.scheme())
                && one.user().equals(other.user())
                && one.host().equals(other.host())
                && one.port().equals(other.port())
                && one.headers().equals(other.headers())
                && agree(one.parameters(), other.parameters())
                && agree(other.parameters(), one.parameters());
    }

    private static boolean agree(Map<String, String> one, Map<String, String> other) {
        return one.entrySet().stream().allMatch(it -> {
            String there = other.get(it.getKey());
            return there == null ? !MATCHING.contains(it.getKey()) : there.equals(it.getValue());
        });
    }

    private static Optional<Parts> parts(String uri) {
        Matcher found = FORM.matcher(uri.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        String user = found.group(2) == null ? "" : unescaped(found.group(2)) + "@";
        return Optional.of(new Parts(
                lower(found.group(1)),
                user,
                lower(found.group(3)),
                found.group(4) == null ? "" : found.group(4),
                pairs(found.group(5), ";"),
                pairs(found.group(6) == null ? "" : found.group(6), "&")));
    }

    private static Map<String, String> pairs(String text, String separator) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : text.split(separator)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isBlank()) {
                pairs.put(lower(unescaped(name)), equals < 0 ? "" : lower(unescaped(pair.substring(equals + 1))));
            }
        }
        return pairs;
    }

    /** {@code %61} is {@code a}, and as no byte is taken for another the comparison needs no alphabet. */
    private static String unescaped(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return ESCAPED.matcher(bytes)
                .replaceAll(one -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(one.group(1), 16))));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
