package io.ringlog.sip.stack;

import java.io.IOException;
import java.net.InetSocketAddress;

/** One way to put bytes on the network towards a peer: the UDP socket, or one stream connection. */
interface Wire {
    void send(byte[] message, InetSocketAddress to) throws IOException;

    /** Names the way back to the peer; stays the same as long as the peer can be reached over it. */
    String flowId(InetSocketAddress peer);
}
