/**
 * Agents: what they wish (status), what they do (activity), whether a device of theirs is reachable, and the nine
 * words for it.
 */
@NullMarked
package io.ringlog.domain.presence;

import org.jspecify.annotations.NullMarked;
