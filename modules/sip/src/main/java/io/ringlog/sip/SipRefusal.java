package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/** A final error for the caller; {@code reasonHeader} (RFC 3326) and {@code warning} go out as they are. */
public record SipRefusal(
        int status,
        @Nullable String phrase,
        @Nullable String reasonHeader,
        @Nullable String warning,
        @Nullable Integer retryAfterSec,
        @Nullable Challenge challenge) {

    public static SipRefusal of(int status) {
        return new SipRefusal(status, null, null, null, null, null);
    }

    public static SipRefusal of(int status, String phrase) {
        return new SipRefusal(status, phrase, null, null, null, null);
    }

    /** 407 with a fresh nonce: wrong credentials in an INVITE. */
    public static SipRefusal challengeAgain(String realm) {
        return new SipRefusal(407, null, null, null, null, new Challenge(realm, false));
    }

    public SipRefusal withReason(String header) {
        return new SipRefusal(status, phrase, header, warning, retryAfterSec, challenge);
    }

    public SipRefusal withWarning(String header) {
        return new SipRefusal(status, phrase, reasonHeader, header, retryAfterSec, challenge);
    }

    public SipRefusal retryAfter(int seconds) {
        return new SipRefusal(status, phrase, reasonHeader, warning, seconds, challenge);
    }
}
