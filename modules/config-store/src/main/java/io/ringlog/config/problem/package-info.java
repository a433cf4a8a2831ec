/**
 * How the store says no: each error names the field, a stable code and one sentence for a person, and all errors of a
 * request come together.
 */
@NullMarked
package io.ringlog.config.problem;

import org.jspecify.annotations.NullMarked;
