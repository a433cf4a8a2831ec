/**
 * The edge's ports on real topics. Everything here retries for as long as the broker is away; the edge itself goes on.
 */
@NullMarked
package io.ringlog.edge.kafka;

import org.jspecify.annotations.NullMarked;
