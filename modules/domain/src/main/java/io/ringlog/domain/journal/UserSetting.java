package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/** What a user can change of their own row by telephone. */
public sealed interface UserSetting {

    /** Do-not-disturb. */
    record Dnd(boolean on) implements UserSetting {}

    /** Every call goes to an extension, or to the user's phones again when null. */
    record ForwardAlways(@Nullable String extensionId) implements UserSetting {}

    /**
     * Every call goes to a number outside.
     *
     * @param number E.164 with its plus
     */
    record ForwardOutside(String number) implements UserSetting {}
}
