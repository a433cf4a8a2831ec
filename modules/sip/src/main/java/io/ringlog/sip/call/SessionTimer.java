package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.message.Headers;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which party of a proxied call waits for the other's session refreshes (RFC 4028), as the last 2xx agreed it. */
record SessionTimer(boolean callerWaits, boolean calleeWaits) {
    static final SessionTimer NONE = new SessionTimer(false, false);

    private static final Pattern REFRESHER = Pattern.compile(";\\s*refresher\\s*=\\s*(uac|uas)\\b");

    /** After a 2xx to an INVITE or UPDATE of one party; where nobody is named to refresh, both may wait. */
    static SessionTimer agreed(boolean askedByCaller, SIPResponse ok) {
        String expires = Headers.text(ok, "Session-Expires");
        if (expires == null) {
            return NONE;
        }
        Matcher named = REFRESHER.matcher(expires.toLowerCase(Locale.ROOT));
        @Nullable String refresher = named.find() ? named.group(1) : null;
        boolean asker = "uac".equals(refresher);
        boolean asked = "uas".equals(refresher);
        return askedByCaller ? new SessionTimer(!asker, !asked) : new SessionTimer(!asked, !asker);
    }
}
