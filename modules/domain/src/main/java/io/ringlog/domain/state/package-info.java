/**
 * What the brain remembers: one granule per thing, each an immutable record that is replaced as a whole and stored
 * under its key.
 * {@code AccountState} holds the live granules of one account with the indexes that make a decision cheap. No rule
 * lives here.
 */
@NullMarked
package io.ringlog.domain.state;

import org.jspecify.annotations.NullMarked;
