package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The caller's party under two names: as it wrote it, and as the called party is shown it. The tag is the same, and so
 * is the dialog (RFC 3261 section 12.1.1); each side goes on to see the name that it knows.
 */
record CallerMask(String said, String shown) {

    /** Null where the called party is shown what the caller wrote. */
    static @Nullable CallerMask of(SIPRequest invite, @Nullable String nameAddr) {
        String said = Headers.text(invite, "From");
        return said == null || nameAddr == null ? null : new CallerMask(said, nameAddr + ";tag=" + invite.getFromTag());
    }

    /**
     * Puts it on or takes it off.
     *
     * @param callersRequest the message is a request of the caller or answers one: the caller's party stands in From
     */
    void dress(SIPMessage message, boolean callersRequest, boolean towardsCallee) {
        Headers.set(message, callersRequest ? "From" : "To", towardsCallee ? shown : said);
    }
}
