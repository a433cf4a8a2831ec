/**
 * The roles of the platform, one class each: what a role needs is made here, started, and handed back as a
 * {@code Part}.
 *
 * <p>A role starts what other modules have written; it holds no rule and keeps no state of its own.
 */
@NullMarked
package io.ringlog.app.role;

import org.jspecify.annotations.NullMarked;
