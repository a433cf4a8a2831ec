/**
 * Two small call centres in virtual time: seeded callers, agents, phones, edges that die, late clocks, changing rows.
 * After every journal record the named invariants hold; the journal is then run again and compared.
 */
@NullMarked
package io.ringlog.domain.simulation;

import org.jspecify.annotations.NullMarked;
