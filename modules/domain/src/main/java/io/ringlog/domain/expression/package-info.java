/**
 * What flows compute: a typed expression over the texts of a call, and a text with expressions in it
 * (docs/flows.md, docs/decisions/0901). {@code Parser} reads one into {@code Term}s and refuses what cannot be meant,
 * {@code Operations} is the table of all operators and functions, {@code Bounds} is how much may be computed.
 */
@NullMarked
package io.ringlog.domain.expression;

import org.jspecify.annotations.NullMarked;
