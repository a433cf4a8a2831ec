/** What the platform says and how a voice's sound becomes a prompt; the voice itself is a program of the edge's. */
@NullMarked
package io.ringlog.media.speech;

import org.jspecify.annotations.NullMarked;
