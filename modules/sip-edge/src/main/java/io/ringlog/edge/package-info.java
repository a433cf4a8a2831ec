/**
 * The edge node. It joins SIP signalling and the media relay, which do not know each other, to the log: what happens on
 * the wire becomes facts in the journal, and commands from the edge's topic are carried out. It executes and never
 * decides. One desk thread owns all calls; SIP and media threads only hand work to it, or read local copies.
 */
@NullMarked
package io.ringlog.edge;

import org.jspecify.annotations.NullMarked;
