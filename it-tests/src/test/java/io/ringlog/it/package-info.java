/** Tests of the whole: a real broker, real SIP and RTP over loopback, ephemeral ports, a folder of its own for each. */
@NullMarked
package io.ringlog.it;

import org.jspecify.annotations.NullMarked;
