/**
 * The story of a call in plain sentences, for people who ask why something happened.
 *
 * <p>It is told from the events alone: what happened, when, the rule that spoke, what the rule read, and what lost. The
 * command line prints it, the api serves it; nothing here decides.
 */
@NullMarked
package io.ringlog.wire.story;

import org.jspecify.annotations.NullMarked;
