/**
 * How well speech is understood after its way through the network, estimated from what was measured of that way.
 */
@NullMarked
package io.ringlog.media.quality;

import org.jspecify.annotations.NullMarked;
