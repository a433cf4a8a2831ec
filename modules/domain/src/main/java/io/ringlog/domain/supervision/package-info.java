/**
 * Supervisors who hear the talks of others: alone, heard by the one whom they supervise, or by all.
 *
 * <p>{@code SupervisionRules} says who may hear whom; {@code SupervisionDesk} sees who asks and what becomes of both
 * calls; {@code Supervisors} lets a supervisor's leg follow the talks of the user it supervises.
 */
@NullMarked
package io.ringlog.domain.supervision;

import org.jspecify.annotations.NullMarked;
