package io.ringlog.sip.trunk;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Headers;
import io.ringlog.sip.message.Requests;
import io.ringlog.sip.message.Uris;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** Reads what registrars answer. Pure. */
final class Registrars {
    private static final Pattern SECONDS = Pattern.compile("\\s*+([0-9]{1,9})(?![0-9]).*+", Pattern.DOTALL);
    private static final Pattern EXPIRES = Pattern.compile("(?i);\\s*+expires\\s*+=\\s*+([0-9]{1,9})(?![0-9])");
    private static final int CONTACTS_READ = 100;
    private static final int OTHERS_READ = 8;
    private static final int ROUTES_MOST = 8;

    private Registrars() {}

    /** Delta-seconds at the beginning of a value, which may have a comment behind; null for none. */
    static @Nullable Integer seconds(@Nullable String value) {
        Matcher number = SECONDS.matcher(value == null ? "" : value);
        return number.matches() ? Integer.valueOf(number.group(1)) : null;
    }

    /**
     * How long our contact is bound (RFC 3261 section 10.2.4): its own expires, else what the answer says of all; null
     * when it says nothing, 0 when it lists others' contacts alone. A registrar that sees us behind a NAT may write our
     * place its own way: the user is ours alone, and the shortest life that any place of it has is the one that counts.
     */
    static @Nullable Integer expires(SIPResponse response, String contact) {
        List<String> ours = ours(response, contact);
        if (ours.isEmpty() && !Headers.texts(response, "Contact").isEmpty()) {
            return 0;
        }
        Integer least = null;
        for (String one : ours) {
            Matcher expires = EXPIRES.matcher(one.substring(one.lastIndexOf('>') + 1));
            if (expires.find()) {
                int life = Integer.parseInt(expires.group(1));
                if (isThere(one, contact)) {
                    return life;
                }
                least = least == null ? life : Math.min(least, life);
            }
        }
        return least == null ? seconds(Headers.text(response, "Expires")) : least;
    }

    /**
     * Places that our user is bound at beside our own, left by an edge whose answer nobody has heard; none where ours
     * is not to be seen as it is, for one of them may be ours in the registrar's words.
     */
    static List<String> others(SIPResponse response, String contact) {
        List<String> ours = ours(response, contact);
        return ours.stream().noneMatch(one -> isThere(one, contact))
                ? List.of()
                : ours.stream()
                        .filter(one -> !isThere(one, contact))
                        .flatMap(one -> Requests.uriIn(one).stream())
                        .map(uri -> uri.toString().replaceFirst("^sip:[^@]*@", "sip:"))
                        .limit(OTHERS_READ)
                        .toList();
    }

    /**
     * Proxies that calls are to pass (RFC 3608 section 5).
     *
     * @param proxies the first one first; none where one of them cannot be passed
     * @param fault why they cannot be passed; null where they can, or there are none
     */
    record ServiceRoute(List<String> proxies, @Nullable String fault) {
        static final ServiceRoute NONE = new ServiceRoute(List.of(), null);
    }

    static ServiceRoute serviceRoute(SIPResponse response) {
        List<String> routes = Headers.texts(response, "Service-Route");
        String fault = fault(response, routes);
        return new ServiceRoute(fault == null ? routes : List.of(), fault);
    }

    private static @Nullable String fault(SIPResponse response, List<String> routes) {
        if (!Headers.areReadable(response, Set.of("service-route"))) {
            return "an entry cannot be read";
        } else if (routes.size() > ROUTES_MOST) {
            return routes.size() + " entries, of " + ROUTES_MOST + " at most";
        }
        return IntStream.range(0, routes.size())
                .filter(at -> !Uris.isLooseRoute(routes.get(at)))
                .mapToObj(at -> "entry " + (at + 1) + " is no SIP URI that routes loosely (lr)")
                .findFirst()
                .orElse(null);
    }

    private static List<String> ours(SIPResponse response, String contact) {
        return Headers.texts(response, "Contact").stream()
                .limit(CONTACTS_READ)
                .filter(one -> isOurs(one, contact))
                .toList();
    }

    private static boolean isOurs(String bound, String contact) {
        URI one = Requests.uriIn(bound).orElse(null);
        URI other = Requests.uriIn(contact).orElse(null);
        return one instanceof SipURI here
                && other instanceof SipURI there
                && String.valueOf(here.getUser()).equals(there.getUser());
    }

    /** Registrars may write a URI their own way: the place is what counts (RFC 3261 section 19.1.4). */
    private static boolean isThere(String bound, String contact) {
        return Requests.uriIn(bound)
                .map(Uris::placeOf)
                .equals(Requests.uriIn(contact).map(Uris::placeOf));
    }
}
