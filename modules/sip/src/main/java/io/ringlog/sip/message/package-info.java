/**
 * Building and reading SIP messages on the stack's message classes: headers, URIs, responses, requests inside a
 * dialog. Knows RFC 3261's rules for what a message must carry, and nothing of sockets, calls or decisions.
 */
@NullMarked
package io.ringlog.sip.message;

import org.jspecify.annotations.NullMarked;
