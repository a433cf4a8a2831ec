/** A name server on the loopback address: an honest one, or one that lies, dawdles and keeps silent as it is told. */
@NullMarked
package io.ringlog.testkit.dns;

import org.jspecify.annotations.NullMarked;
