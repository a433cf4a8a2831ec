/**
 * Digits as telephone events (RFC 4733).
 *
 * <p>A key press is many packets with one timestamp: a first one with the marker bit, updates with a growing duration,
 * and three copies of the end. {@link io.ringlog.media.dtmf.DigitDecoder} makes exactly one digit of them, also when
 * some are lost, late or doubled; {@link io.ringlog.media.dtmf.DigitEncoder} plays the phone's part.
 */
@NullMarked
package io.ringlog.media.dtmf;

import org.jspecify.annotations.NullMarked;
