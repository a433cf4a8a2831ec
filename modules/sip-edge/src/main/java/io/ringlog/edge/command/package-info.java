/**
 * How commands reach the edge and are told from repeats. A command's id is {@code <partition>-<offset>-<n>} of the
 * journal record that led to it; after a crash the brain decides the same records again and sends the same ids.
 */
@NullMarked
package io.ringlog.edge.command;

import org.jspecify.annotations.NullMarked;
