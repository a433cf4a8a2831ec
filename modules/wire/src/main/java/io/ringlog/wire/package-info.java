/**
 * What crosses the log and how: the topic catalogue, the JSON form of every record, and the headers around it.
 *
 * <p>A value is encoded by {@link io.ringlog.wire.Codec}, put in an {@link io.ringlog.wire.Envelope} and sent to a
 * {@link io.ringlog.wire.TopicSpec} of {@link io.ringlog.wire.Topics}. What cannot be read comes back as
 * {@link io.ringlog.wire.Decoded.Undecodable} and goes to quarantine; it is never lost and never a poison loop.
 * Encoding is deterministic to the byte, because replay compares bytes. No rule of telephony lives here.
 */
@NullMarked
package io.ringlog.wire;

import org.jspecify.annotations.NullMarked;
