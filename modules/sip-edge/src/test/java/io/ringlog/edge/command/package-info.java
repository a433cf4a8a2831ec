/** Behaviour of this package, without sockets. */
@NullMarked
package io.ringlog.edge.command;

import org.jspecify.annotations.NullMarked;
