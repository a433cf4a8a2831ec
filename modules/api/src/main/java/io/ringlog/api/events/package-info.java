/**
 * The stream of committed events: a client follows its account from a cursor on, and comes back where it left. What it
 * missed is read from the log, what happens now comes from the hub; one that cannot keep up is told so and cut.
 */
@NullMarked
package io.ringlog.api.events;

import org.jspecify.annotations.NullMarked;
