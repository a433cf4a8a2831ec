/**
 * How facts leave the edge: stamped in order per account, handed to the journal, and kept on disk while the journal is
 * away. Order is sacred here: what was written first arrives first, across outages and restarts.
 */
@NullMarked
package io.ringlog.edge.facts;

import org.jspecify.annotations.NullMarked;
