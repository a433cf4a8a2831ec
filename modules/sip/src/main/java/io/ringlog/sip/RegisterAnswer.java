package io.ringlog.sip;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registrar's decision: the status, and for 200 the contacts that are bound now. */
public record RegisterAnswer(
        int status,
        @Nullable String reason,
        List<Bound> contacts,
        Map<String, String> headers,
        @Nullable Challenge challenge) {

    /** A bound contact and how long it stays so. */
    public record Bound(String uri, int expiresSec) {}

    public static RegisterAnswer accepted(List<Bound> contacts) {
        return new RegisterAnswer(200, null, contacts, Map.of(), null);
    }

    public static RegisterAnswer refused(int status, String reason) {
        return new RegisterAnswer(status, reason, List.of(), Map.of(), null);
    }

    /** 503: the phone may try again after this many seconds. */
    public static RegisterAnswer later(String reason, int retryAfterSec) {
        return new RegisterAnswer(503, reason, List.of(), Map.of("Retry-After", Integer.toString(retryAfterSec)), null);
    }

    /** 401 with a fresh nonce: the answer for a wrong password and for an unknown user alike. */
    public static RegisterAnswer challengeAgain(String realm) {
        return new RegisterAnswer(401, null, List.of(), Map.of(), new Challenge(realm, false));
    }
}
