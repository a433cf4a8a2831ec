package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.SipNodeConfig.Sessions;
import io.ringlog.sip.call.SessionTimer.Refresher;
import io.ringlog.sip.message.Headers;
import java.time.Duration;

/** What we say as UAS to a request that begins or refreshes a session (RFC 4028 section 9). Pure. */
public sealed interface SessionTerms {
    /** The option tag of session timers. */
    String TAG = "timer";

    /** 422 with the shortest life that we take. */
    record TooBrief(Duration least) implements SessionTerms {}

    /** @param required whether the other side knows of timers, and is told to mind this one */
    record Agreed(SessionTimer timer, boolean required) implements SessionTerms {}

    /** No timer: the other side knows of none and nobody between asks for one. */
    record Without() implements SessionTerms {}

    static SessionTerms of(SIPRequest request, Sessions rule) {
        if (!UnderWay.isOfSession(request.getMethod())) {
            return new Without();
        }
        SessionTimer asked = SessionTimer.in(request);
        boolean knows = names(request, "Supported") || names(request, "Require");
        if (!asked.runs()) {
            return knows ? agreed(longest(request, rule), Refresher.UAC, true) : new Without();
        }
        if (asked.life().compareTo(rule.least()) < 0) {
            // Who cannot understand 422 may not be told so, and what is too brief to be kept is as if it were not
            // there.
            return knows ? new TooBrief(rule.least()) : new Without();
        }
        Duration life = min(asked.life(), longest(request, rule));
        Refresher asks = asked.refresher() == Refresher.UNSAID ? Refresher.UAC : asked.refresher();
        return agreed(life, knows ? asks : Refresher.UAS, knows);
    }

    private static SessionTerms agreed(Duration life, Refresher refresher, boolean required) {
        return new Agreed(new SessionTimer(life, refresher), required);
    }

    /** Ours, unless somebody on the way takes none that short. */
    private static Duration longest(SIPRequest request, Sessions rule) {
        Duration least = SessionTimer.least(request);
        return least.compareTo(rule.expires()) > 0 ? least : rule.expires();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean names(SIPRequest request, String header) {
        return Headers.tags(request, header).stream().anyMatch(TAG::equalsIgnoreCase);
    }
}
