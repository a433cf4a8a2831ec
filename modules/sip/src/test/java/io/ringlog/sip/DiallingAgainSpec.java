package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.testkit.sip.SipPeer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that is rung from here and ends just when somebody else is to be rung in it. */
class DiallingAgainSpec {

    private final TestEdge edge = new TestEdge();
    private final SipPeer carrier = edge.registered("carrier");
    private final CompletableFuture<CommandOutcome> second = new CompletableFuture<>();
    private final SipNode node = SipNode.start(TestEdge.standard(), edge, this::tell);

    @AfterEach
    void close() {
        node.close();
        edge.close();
    }

    /** Told under the lock of the call, which is over when this returns. */
    private void tell(SipFact fact) {
        if (fact instanceof LegFailed failed && failed.legId().equals("b1")) {
            Thread next = Thread.ofPlatform().start(() -> second.complete(dial("b2", edge.contacts.get("carrier"))));
            while (next.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    private CommandOutcome dial(String legId, Destination to) {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 40000 RTP/AVP 8\r\n";
        return node.dial("call_1", legId, OutgoingLeg.to(to, "sip:us@acme.test", sdp, Duration.ofSeconds(20)));
    }

    @Test
    void begins_once_more() {
        dial("b1", Destination.of("sips:nobody@127.0.0.1"));

        assertThat(second.join()).isEqualTo(CommandOutcome.DONE);
        assertThat(carrier.awaitIncoming().invite().header("CSeq")).endsWith("INVITE");
    }
}
