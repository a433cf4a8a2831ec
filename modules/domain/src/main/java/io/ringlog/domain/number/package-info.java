/**
 * The public numbering plan as a decision sees it: what a dialled string means in a country, and what a call to it is
 * for whoever may not dial everything. The plan itself is brought by the host; the same version gives the same answers.
 */
@NullMarked
package io.ringlog.domain.number;

import org.jspecify.annotations.NullMarked;
