package io.ringlog.domain.trunk;

import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.kernel.Because;
import java.util.List;
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

    static ServiceRoute of(RegisterAnswered answer) {
        String fault = answer.routeFault();
        return fault == null
                ? new ServiceRoute(answer.serviceRoute(), null, null)
                : new ServiceRoute(null, TrunkTrouble.ROUTE_UNUSABLE, fault);
    }

    @Nullable String code() {
        return trouble == null ? null : trouble.code();
    }

    /** With what was turned down, and why. */
    Because told(Because because) {
        return why == null ? because : because.over("Service-Route", why);
    }
}
