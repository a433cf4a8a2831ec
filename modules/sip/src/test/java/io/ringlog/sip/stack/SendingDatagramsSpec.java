package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.stack.SipCounters.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** Whoever sends over UDP goes on at once, whether there was room or not. */
class SendingDatagramsSpec {
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070);

    private final SipCounters counters = new SipCounters();
    private final Deque<Integer> room = new ArrayDeque<>();
    private final DatagramWire wire = new DatagramWire((message, to) -> room.remove(), "udp", counters);

    @Test
    void what_the_system_has_no_room_for_is_dropped_and_counted() throws IOException {
        room.add(3);
        room.add(0);
        room.add(3);

        for (int i = 0; i < 3; i++) {
            wire.send(new byte[3], PEER);
        }

        assertThat(counters.get(Counter.UNSENT)).isEqualTo(1);
        assertThat(room).isEmpty();
    }
}
