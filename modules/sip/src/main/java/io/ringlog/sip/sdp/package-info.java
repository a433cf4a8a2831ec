/**
 * Session descriptions as values (RFC 8866) and the offer/answer rules we need (RFC 3264). Pure: parses, rewrites
 * addresses, negotiates codecs. Only audio with RTP, in the clear or
 * under keys of its own lines (RFC 4568), is understood in detail; everything else is carried as it is.
 */
@NullMarked
package io.ringlog.sip.sdp;

import org.jspecify.annotations.NullMarked;
