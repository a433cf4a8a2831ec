/**
 * How a call leaves the account: what was dialled, whether it may be, by which routes and trunks in which order, who is
 * shown as the caller, and which answer of a trunk sends the call on to the next. Pure; ringing is somebody else's.
 */
@NullMarked
package io.ringlog.domain.outbound;

import org.jspecify.annotations.NullMarked;
