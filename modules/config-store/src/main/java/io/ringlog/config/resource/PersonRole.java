package io.ringlog.config.resource;

/** What somebody is in their account; what each may do is the interface's matter. */
public enum PersonRole {
    PLATFORM,
    RESELLER,
    ACCOUNT_ADMIN,
    SUPERVISOR,
    AGENT,
    READ_ONLY
}
