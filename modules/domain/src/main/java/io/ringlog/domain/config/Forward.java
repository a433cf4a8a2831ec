package io.ringlog.domain.config;

/**
 * A number outside the account that calls can be sent to.
 *
 * @param number as the account's users dial it
 * @param cidRule whom the number is shown; {@code caller} is who called the account
 * @param confirm when whoever answers has to press a key to take the call
 */
public record Forward(
        String id,
        String accountId,
        String name,
        String number,
        @Unsaid("caller") CidRule cidRule,
        @Unsaid("in_groups") Confirm confirm)
        implements ConfigRow {

    /** When an answer is none before it is confirmed. */
    public enum Confirm {
        IN_GROUPS,
        ALWAYS,
        NEVER
    }

    /** Whether whoever answers a call that is sent there alone has to take it. */
    public boolean asksAlone() {
        return confirm == Confirm.ALWAYS;
    }

    /** Whether whoever answers for a ring group has to take the call. */
    public boolean asksInGroup() {
        return confirm != Confirm.NEVER;
    }
}
