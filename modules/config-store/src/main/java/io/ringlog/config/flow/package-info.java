/**
 * Call flows as documents: the graph a canvas draws (nodes with data, edges with a source handle) read into the graph
 * the brain walks, with errors that name the node and the field.
 */
@NullMarked
package io.ringlog.config.flow;

import org.jspecify.annotations.NullMarked;
