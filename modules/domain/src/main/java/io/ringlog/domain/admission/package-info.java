/**
 * Who may be admitted and what an admitted call holds. Leases are folded, never counted up and down.
 */
@NullMarked
package io.ringlog.domain.admission;

import org.jspecify.annotations.NullMarked;
