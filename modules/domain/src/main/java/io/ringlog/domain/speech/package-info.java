/**
 * What the platform says: a {@code Phrase} says what in no language, a {@code Language} turns it into the prompts that
 * are heard one after the other. Which sound a prompt is, and whether a voice speaks it, is the edge's.
 */
@NullMarked
package io.ringlog.domain.speech;

import org.jspecify.annotations.NullMarked;
