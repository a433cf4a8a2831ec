package io.ringlog.domain.trunk;

import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the proxies that a registrar names for calls to it (RFC 3608 section 5). Pure.
 *
 * @param proxies that calls pass, the first one first; null for none
 * @param trouble why those that it names are not passed; null where they are, or it names none
 * @param why the same in words
 */
record ServiceRoute(
        @Nullable List<String> proxies,
        @Nullable TrunkTrouble trouble,
        @Nullable String why) {

    /** A scheme, then what stands behind the host. */
    private static final Pattern URI = Pattern.compile("(?i)[^<]*<(sips?):(?:[^@>]*@)?[^;?>]*([^?>]*).*");

    private static final Pattern TRANSPORT = Pattern.compile("(?i);transport=([^;]*)");

    private static final String IN_CLEAR = "its first entry is not reached by TLS, as the trunk is";

    /** With {@code sips} any stream is its encrypted kind (RFC 3261 section 26.2.2, RFC 7118 section 5). */
    private static final Set<String> SAFE = Set.of("tls", "wss");

    private static final Set<String> SAFE_AS_SIPS = Set.of("tls", "wss", "tcp", "ws");

    static ServiceRoute of(SipTrunk trunk, RegisterAnswered answer) {
        String fault = answer.routeFault();
        List<String> named = answer.serviceRoute();
        if (fault != null) {
            return new ServiceRoute(null, TrunkTrouble.ROUTE_UNUSABLE, fault);
        } else if (named != null && !named.isEmpty() && isSafe(trunk) && isInClear(named.getFirst())) {
            return new ServiceRoute(null, TrunkTrouble.ROUTE_IN_CLEAR, IN_CLEAR);
        }
        return new ServiceRoute(named, null, null);
    }

    private static boolean isSafe(SipTrunk trunk) {
        return trunk.transport() == SipDevice.Transport.TLS || trunk.transport() == SipDevice.Transport.WSS;
    }

    /** What names no transport is reached by that of the trunk. */
    private static boolean isInClear(String entry) {
        Matcher uri = URI.matcher(entry);
        if (!uri.matches()) {
            return true;
        }
        Set<String> safe = uri.group(1).length() > 3 ? SAFE_AS_SIPS : SAFE;
        return TRANSPORT
                .matcher(uri.group(2))
                .results()
                .anyMatch(named -> !safe.contains(named.group(1).toLowerCase(Locale.ROOT)));
    }

    @Nullable
    String code() {
        return trouble == null ? null : trouble.code();
    }

    /** With what was turned down, and why. */
    Because told(Because because) {
        return why == null ? because : because.over("Service-Route", why);
    }
}
