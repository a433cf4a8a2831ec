/**
 * What a process measures of itself, as {@code /metrics} beside the health answers: the names are a public interface,
 * listed in docs/operations.md, and every label has a few values. Nothing here is on the path of a call: what calls
 * count they count where they are carried, and it is added up when somebody asks.
 */
@NullMarked
package io.ringlog.app.metrics;

import org.jspecify.annotations.NullMarked;
