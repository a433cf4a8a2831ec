package io.ringlog.domain.config;

/** A realm an account answers on. */
public record SipDomain(
        String id,
        String accountId,
        String domain,
        @Unsaid("false") boolean isPrimary) implements ConfigRow {}
