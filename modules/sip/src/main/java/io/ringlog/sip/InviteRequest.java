package io.ringlog.sip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new call as it stands on the wire; interprets nothing.
 *
 * @param calledParty whom P-Called-Party-ID names (RFC 7315 section 4.2), null for nobody
 * @param replacing the dialog that it is to take a place in (RFC 3891), null for none
 */
public record InviteRequest(
        String requestUri,
        RequestHead head,
        @Nullable String displayName,
        @Nullable String assertedIdentity,
        @Nullable String privacy,
        @Nullable DigestAnswer digest,
        @Nullable String sdp,
        String sipCallId,
        int maxForwards,
        @Nullable String userAgent,
        @Nullable String contact,
        @Nullable String calledParty,
        @Nullable Replacing replacing,
        Map<String, List<String>> extraHeaders) {

    /**
     * What Replaces says.
     *
     * @param party whose place is to be taken; null when no dialog of this node is meant
     * @param earlyOnly only while nobody has answered
     */
    public record Replacing(SipFact.@Nullable Replaced party, boolean earlyOnly) {}
}
