/**
 * Sound and its packets as pure values: nothing here opens a socket, reads a clock or draws a random number.
 *
 * <p>{@code rtp} reads and writes packets, {@code audio} holds the G.711 laws, WAV files, tones, prompts and music, and
 * {@code dtmf} turns telephone events into digits and back. All sound is 8 kHz mono, 16-bit linear while it is worked
 * on, cut into frames of 20 ms (160 samples).
 */
@NullMarked
package io.ringlog.media;

import org.jspecify.annotations.NullMarked;
