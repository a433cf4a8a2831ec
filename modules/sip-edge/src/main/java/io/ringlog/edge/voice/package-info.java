/** The voice that speaks prompts: a program of the host's, whose sound is kept in a folder so that it speaks once. */
@NullMarked
package io.ringlog.edge.voice;

import org.jspecify.annotations.NullMarked;
