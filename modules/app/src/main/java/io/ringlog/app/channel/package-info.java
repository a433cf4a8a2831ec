/**
 * Carries what accounts tell each other of the channels of a ceiling, part of the role workers: the brain asks by
 * {@code ringlog.effects.v1}, and the journal of the other account is told.
 */
@NullMarked
package io.ringlog.app.channel;

import org.jspecify.annotations.NullMarked;
