/**
 * Sound at 8 kHz mono: G.711, WAV files, generated tones, prompts and music, and a detector to prove that a tone came
 * through.
 *
 * <p>A {@link io.ringlog.media.audio.Clip} is finished sound in memory, an
 * {@link io.ringlog.media.audio.AudioSource} hands out frames of 20 ms until it ends. Every built-in prompt and the
 * music on hold are synthesised from notes, so that no recording has to be shipped.
 */
@NullMarked
package io.ringlog.media.audio;

import org.jspecify.annotations.NullMarked;
