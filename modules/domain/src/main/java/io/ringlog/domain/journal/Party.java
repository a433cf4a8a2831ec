package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/** Who is at the far end of a leg. */
public sealed interface Party {

    /** The user it is, or null for everybody who is not one of the account's. */
    default @Nullable String userId() {
        return null;
    }

    /** A device of a user. */
    record Device(String userId, String deviceId) implements Party {}

    /** Somebody behind a trunk, by the number the trunk tells. */
    record Trunk(String trunkId, String number) implements Party {}

    /** Somebody of whom only a number is known. */
    record Number(String number) implements Party {}

    /** Somebody who does not say. */
    record Anonymous() implements Party {}
}
