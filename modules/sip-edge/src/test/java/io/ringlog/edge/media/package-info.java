/** Behaviour of this package, without sockets. */
@NullMarked
package io.ringlog.edge.media;

import org.jspecify.annotations.NullMarked;
