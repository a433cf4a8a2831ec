/**
 * The public shapes of the log: one JSON Schema (2020-12) for each record type, under {@code ringlog/schemas/v1}.
 *
 * <p>The schemas are generated from the records and kept here, so that a change of a record is a change one can see,
 * and one that is not additive does not pass. Nothing here knows the records themselves.
 */
@NullMarked
package io.ringlog.schemas;

import org.jspecify.annotations.NullMarked;
