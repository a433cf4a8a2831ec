package io.ringlog.sip;

/**
 * Asks for credentials, with a fresh nonce.
 *
 * @param stale the answer was right but its nonce or count was not: the phone may answer again by itself, without
 *     asking its user (RFC 7616 section 3.3)
 */
public record Challenge(String realm, boolean stale) {}
