/** The edge over loopback: real signalling and media, a log in memory, scripted decisions. */
@NullMarked
package io.ringlog.edge;

import org.jspecify.annotations.NullMarked;
