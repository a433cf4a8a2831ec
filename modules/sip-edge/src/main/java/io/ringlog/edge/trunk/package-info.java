/**
 * Trunks beside their calls: what the brain wants to know of them is asked, and calls that come in over a registration
 * are told apart by the contact that was registered. Decides nothing.
 */
@NullMarked
package io.ringlog.edge.trunk;

import org.jspecify.annotations.NullMarked;
