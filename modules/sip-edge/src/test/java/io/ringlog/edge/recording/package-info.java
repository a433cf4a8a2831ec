/** Recordings on disk, without sockets. */
@NullMarked
package io.ringlog.edge.recording;

import org.jspecify.annotations.NullMarked;
