/**
 * Where a name leads to (RFC 3263): NAPTR says by which transport, SRV at which servers and ports, A and AAAA at which
 * addresses. {@link io.ringlog.sip.dns.Directory} asks name servers, {@link io.ringlog.sip.dns.Locator} reads what they
 * say, {@link io.ringlog.sip.dns.Found} puts it in the order of one attempt. All of it blocks, and is done beside the
 * threads that carry calls. Strangers write the names and the answers: every list, chain and wait has an end.
 */
@NullMarked
package io.ringlog.sip.dns;

import org.jspecify.annotations.NullMarked;
