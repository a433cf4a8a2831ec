/** Behaviour of this package, without sockets. */
@NullMarked
package io.ringlog.edge.directory;

import org.jspecify.annotations.NullMarked;
