/**
 * Load for the relay, to be measured beside other relays: many calls at 50 packets a second in each direction.
 *
 * <p>The packets come from and go to sockets of this process; what counts is the CPU time of the media loops alone.
 */
@NullMarked
package io.ringlog.relay.bench;

import org.jspecify.annotations.NullMarked;
