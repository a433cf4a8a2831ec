package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/** How a leg ends at our word: {@code status} is used where no answer was given yet, {@code reasonHeader} otherwise. */
public record HangUp(int status, @Nullable String reasonHeader) {

    public static HangUp normal() {
        return new HangUp(480, null);
    }

    public static HangUp because(int status, String reasonHeader) {
        return new HangUp(status, reasonHeader);
    }
}
