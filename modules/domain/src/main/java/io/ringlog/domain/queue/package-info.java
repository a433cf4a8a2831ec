/**
 * Callers that wait and the agent who is next. One agent is never offered two callers: the reserve fence is a state,
 * not a lock.
 */
@NullMarked
package io.ringlog.domain.queue;

import org.jspecify.annotations.NullMarked;
