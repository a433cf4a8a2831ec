/**
 * One call from its first leg to its CDR: who rings, who talks, what is left when somebody goes.
 * <pre>
 * they invited us  Inviting ─┬─► Hosted (by the engine) ◄──► Talking ◄──► Held
 * we invited them  Ringing ──┤       └────────────────────────┴────────────┴─► Over
 *                            ├─► Talking (passed on by the edge)
 *                            └─► Over (refused, cancelled, not answered)
 * </pre>
 * Here stand the reactions: to an INVITE, to what became of a leg, to a target that is a person. What they do to a call
 * stands in {@code act}.
 * A call ends exactly once, in {@code CallEnding}, and holds nothing afterwards.
 */
@NullMarked
package io.ringlog.domain.call;

import org.jspecify.annotations.NullMarked;
