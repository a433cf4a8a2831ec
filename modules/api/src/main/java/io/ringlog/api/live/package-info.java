/**
 * What an account looks like now, and what can be asked of it: live calls, agents, queues, admission, registrations,
 * and
 * the two questions to the brain, an agent's change of state and the end of a call. Shows and asks; decides nothing.
 */
@NullMarked
package io.ringlog.api.live;

import org.jspecify.annotations.NullMarked;
