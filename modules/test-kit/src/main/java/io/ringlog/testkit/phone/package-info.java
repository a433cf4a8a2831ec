/**
 * Whole phones: {@code RtpPeer} is the media half (sends a tone, presses keys, tells what it hears), {@code
 * Phone} joins
 * it with a {@code SipPeer} of the sibling package. Real packets over real sockets; no mocks live here, and no main.
 */
@NullMarked
package io.ringlog.testkit.phone;

import org.jspecify.annotations.NullMarked;
