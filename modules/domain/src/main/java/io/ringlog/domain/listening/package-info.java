/**
 * Who hears of the end of a playback or a gather: the one who listens, a sealed purpose kept on the leg.
 */
@NullMarked
package io.ringlog.domain.listening;

import org.jspecify.annotations.NullMarked;
