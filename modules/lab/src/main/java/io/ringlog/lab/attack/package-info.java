/**
 * What strangers send, each kind from addresses of its own and out of bytes made beforehand: line ends on connections
 * that are never read, RTP to ports of others, datagrams that are dear to read, guesses at passwords. {@code Attackers}
 * sends them all from one thread at their rates, open loop, and counts; what became of it the node's figures say.
 */
@NullMarked
package io.ringlog.lab.attack;

import org.jspecify.annotations.NullMarked;
