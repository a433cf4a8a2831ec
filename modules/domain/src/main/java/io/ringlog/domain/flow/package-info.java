/**
 * The interpreter of call flows: a call stands at a node, an outcome moves it along an edge.
 */
@NullMarked
package io.ringlog.domain.flow;

import org.jspecify.annotations.NullMarked;
