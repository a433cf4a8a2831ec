package io.ringlog.domain.config;

/**
 * A number outside the account that calls can be sent to.
 *
 * @param number as the account's users dial it
 * @param cidRule whom the number is shown; {@code caller} is who called the account
 */
public record Forward(
        String id,
        String accountId,
        String name,
        String number,
        @Unsaid("caller") CidRule cidRule) implements ConfigRow {}
