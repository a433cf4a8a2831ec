/**
 * Agents: what they wish (status), what they do (activity), whether a device of theirs is reachable, and the nine words
 * for it.
 * <pre>
 * status    OFFLINE ─login─► ON_BREAK ◄─pause, misses─► AVAILABLE        (logout leads back from everywhere)
 * activity  WAITING ─reserved─► OFFERING ─claimed─► IN_CALL ─call over─► WRAP_UP ─► WAITING
 *              ▲──────missed───────┘
 * </pre>
 * Status and activity move apart from each other: an agent who pauses in a call talks on.
 */
@NullMarked
package io.ringlog.domain.presence;

import org.jspecify.annotations.NullMarked;
