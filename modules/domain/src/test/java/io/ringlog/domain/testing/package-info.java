/**
 * How specs talk to the brain: {@code BrainSpec} is given rows and facts, decides one more, and shows what came out.
 * {@code Rows} makes configuration with the defaults of the reference; {@code Facts} counts an edge's sequence by
 * itself.
 */
@NullMarked
package io.ringlog.domain.testing;

import org.jspecify.annotations.NullMarked;
