package io.ringlog.domain.config;

/** Whose number somebody outside is shown. */
public enum CidRule {
    /** Who calls: the user's own number, else the trunk's, else the account's. */
    CALLER,
    /** The trunk's number whoever calls, else the account's. */
    TRUNK,
    /** The account's number whoever calls, else the trunk's. */
    ACCOUNT,
    /** Nobody's (RFC 3325): the carrier alone is told who calls. */
    ANONYMOUS
}
