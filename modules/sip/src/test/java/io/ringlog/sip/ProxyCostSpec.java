package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a proxied call costs in the one unit that a busy machine does not change: bytes allocated. */
class ProxyCostSpec {
    private static final int CALLS = 60;

    /** 273,000 measured: what encodes, copies or parses one message more than it must shows. */
    private static final long BYTES_PER_CALL = 300_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void a_call_of_six_messages_allocates_within_its_bound() {
        try (TestEdge edge = new TestEdge()) {
            edge.screening = head -> new SipPolicy.Verdict.Accept();
            SipPeer alice = edge.phone("alice");
            SipPeer bob = edge.registered("bob");
            callAndHangUp(alice, bob, CALLS);

            long before = allocated();
            callAndHangUp(alice, bob, CALLS);

            assertThat((allocated() - before) / CALLS).isLessThan(BYTES_PER_CALL);
        }
    }

    private static void callAndHangUp(SipPeer alice, SipPeer bob, int times) {
        for (int i = 0; i < times; i++) {
            PeerCall call = alice.call("sip:bob@acme.test");
            call.awaitAnswered();
            bob.awaitIncoming().awaitAcknowledged();
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
    }

    /** By the node's own threads, which the peers do not share. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("sip-"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }
}
