/** Behaviour of this package, without sockets. */
@NullMarked
package io.ringlog.edge.facts;

import org.jspecify.annotations.NullMarked;
