/**
 * Who reaches what: the rows of an account and the nodes of its flows as places a call can be at, with an arrow for
 * each reference that can carry a call on. {@link io.ringlog.config.reach.ReachGraph} is made from the links that
 * resources and flow nodes declare; {@link io.ringlog.config.reach.Reaching} walks it backwards,
 * {@link io.ringlog.config.reach.DeadEnds} says where calls get no further.
 */
@NullMarked
package io.ringlog.config.reach;

import org.jspecify.annotations.NullMarked;
