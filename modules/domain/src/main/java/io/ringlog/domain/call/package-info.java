/**
 * One call from INVITE to CDR: who rings, who talks, what is left when somebody hangs up.
 * <pre>
 * caller leg:  Inviting ─► Answered (by the engine) ─► Over      rung leg:  Ringing ─► Talking ─► Over
 *                  └─────► Talking (proxied) ────────► Over                    └─────────────────► Over
 * </pre>
 * A call ends exactly once, in {@code CallEnding}, and holds nothing afterwards.
 */
@NullMarked
package io.ringlog.domain.call;

import org.jspecify.annotations.NullMarked;
