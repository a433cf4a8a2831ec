/**
 * RTP and RTCP as bytes in a buffer (RFC 3550, RFC 5761).
 *
 * <p>{@link io.ringlog.media.rtp.RtpView} looks at a received packet in place and can be pointed at the next one, so
 * that the relay allocates nothing per packet. {@link io.ringlog.media.rtp.RtpStream} numbers what we send ourselves.
 * RTCP is recognised and passed on; its reception reports are read ({@link io.ringlog.media.rtp.ReportBlocks}), and
 * {@link io.ringlog.media.rtp.Reception} counts what arrives of a stream.
 */
@NullMarked
package io.ringlog.media.rtp;

import org.jspecify.annotations.NullMarked;
