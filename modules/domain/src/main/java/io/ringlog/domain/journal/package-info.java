/**
 * The language of the log: what comes in ({@code Input}), what is decided ({@code Event}), what is to be carried out
 * ({@code Command}, {@code Effect}). Every family is sealed and made of records; a change is additive.
 */
@NullMarked
package io.ringlog.domain.journal;

import org.jspecify.annotations.NullMarked;
