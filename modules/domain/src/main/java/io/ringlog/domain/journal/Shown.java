package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, as a trunk is told: From, P-Asserted-Identity and Privacy (RFC 3323, RFC 3325), Diversion (RFC 5806)
 * or History-Info (RFC 7044).
 *
 * @param fromUser user part of From; null shows nobody there
 * @param name display name; null shows none
 * @param domain domain of both identities
 * @param asserted user part of P-Asserted-Identity; null asserts nobody
 * @param isPrivate the trunk alone may know who calls
 * @param diverted on whose behalf the call is sent on; null for a call that was made to this number
 * @param manner what else the trunk wants in another way; null for nothing
 */
public record Shown(
        @Nullable String fromUser,
        @Nullable String name,
        String domain,
        @Nullable String asserted,
        boolean isPrivate,
        @Nullable Diverted diverted,
        @Nullable Manner manner) {

    /** In no manner of its own. */
    public Shown(
            @Nullable String fromUser,
            @Nullable String name,
            String domain,
            @Nullable String asserted,
            boolean isPrivate,
            @Nullable Diverted diverted) {
        this(fromUser, name, domain, asserted, isPrivate, diverted, null);
    }
}
