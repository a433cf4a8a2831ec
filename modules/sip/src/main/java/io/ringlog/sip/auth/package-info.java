/**
 * Signatures and digests: nonces that prove themselves without a table, Record-Route tokens that let any edge with the
 * key carry a call, branches that we recognise as ours, and digest challenges (RFC 7616, RFC 8760). Whether a password
 * is right is not known here.
 */
@NullMarked
package io.ringlog.sip.auth;

import org.jspecify.annotations.NullMarked;
