package io.ringlog.domain.registration;

import io.ringlog.domain.journal.DigestAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the {@code uri} of a digest answer means what the request asks for (RFC 7616 section 3.4.6), so that an
 * answer seen on its way to one destination is no good for another. User, host and port count, parameters do not. As
 * proxies may have rewritten the Request-URI (RFC 3261 section 22.4 rule 7), the account's own domain may stand for
 * its host,
 * and a URI without a user that names the server alone (its realm, its host, its address) stands for whatever is asked
 * of it: what a phone signs without a user was never tied to a destination.
 */
final class DigestUri {

    private static final Pattern FORM = Pattern.compile(
            "(?i)(sips?):(?:([^@:]*)(?::[^@]*)?@)?" + "(\\[[0-9a-f:.]+]|[^:;?@\\[\\]]+)(?::(\\d{1,5}))?(?:[;?].*)?");

    private static final Pattern ESCAPED = Pattern.compile("%([0-9a-fA-F]{2})");

    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");

    private DigestUri() {}

    private record Parts(String user, String host, int port) {}

    static boolean fits(DigestAnswer answer) {
        String asked = answer.requestUri();
        if (asked == null || asked.equals(answer.uri())) {
            return true;
        }
        Optional<Parts> request = parts(asked);
        return parts(answer.uri())
                .filter(signed -> request.filter(one -> same(signed, one, lower(answer.realm())))
                        .isPresent())
                .isPresent();
    }

    private static boolean same(Parts signed, Parts asked, String realm) {
        if (signed.user().isEmpty()) {
            return signed.host().equals(realm)
                    || signed.host().equals(asked.host())
                    || ADDRESS.matcher(signed.host()).matches();
        }
        boolean place =
                signed.host().equals(realm) || (signed.host().equals(asked.host()) && signed.port() == asked.port());
        return place && signed.user().equals(asked.user());
    }

    private static Optional<Parts> parts(String uri) {
        Matcher found = FORM.matcher(uri.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        String user = found.group(2) == null ? "" : found.group(2);
        int usual = found.group(1).equalsIgnoreCase("sips") ? 5061 : 5060;
        int port = found.group(4) == null ? usual : Integer.parseInt(found.group(4));
        return Optional.of(new Parts(unescaped(user), lower(found.group(3)), port));
    }

    /** {@code %61nna} is {@code anna} (RFC 3261 section 19.1.4). */
    private static String unescaped(String user) {
        return ESCAPED.matcher(user)
                .replaceAll(one -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(one.group(1), 16))));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
