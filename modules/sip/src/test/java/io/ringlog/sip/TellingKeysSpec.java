package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.LegConfirmed;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A party whose media has no telephone events is told keys by INFO. */
class TellingKeysSpec {
    private static final String TAKES = "INVITE, ACK, CANCEL, BYE, INFO";

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");

    @AfterEach
    void close() {
        edge.close();
    }

    private PeerCall answered(String allow) {
        edge.routing(invite -> edge.node.answer(
                invite.callId(),
                Negotiation.answer(
                                SessionDescription.parse(
                                        String.valueOf(invite.request().sdp())),
                                LocalAudio.at("127.0.0.1", 46_000))
                        .orElseThrow()
                        .text()));
        PeerCall call = alice.call("sip:100@acme.test", List.of(new Header("Allow", allow)));
        call.awaitAnswered();
        return call;
    }

    private String confirmed() {
        return edge.await(LegConfirmed.class).callId();
    }

    private CommandOutcome press(String callId, char key) {
        return edge.node.press(callId, "A", key, 160);
    }

    @Test
    void each_waits_for_the_answer_to_the_one_before() {
        PeerCall call = answered(TAKES);
        String callId = confirmed();

        assertThat(press(callId, '4')).isEqualTo(CommandOutcome.DONE);
        assertThat(press(callId, '#')).isEqualTo(CommandOutcome.DONE);

        SipText first = call.awaitOther();
        assertThat(first.method()).isEqualTo("INFO");
        assertThat(first.header("Content-Type")).isEqualTo("application/dtmf-relay");
        assertThat(first.body()).isEqualTo("Signal=4\r\nDuration=160\r\n");
        assertThat(call.awaitOther().body()).startsWith("Signal=#\r\n");
    }

    @Test
    void of_a_flood_a_few_wait_and_the_rest_is_refused() {
        CountDownLatch patience = new CountDownLatch(1);
        alice.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall call) {}

            @Override
            public int asked(String method) {
                try {
                    patience.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return 200;
            }
        });
        answered(TAKES);
        String callId = confirmed();
        long taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += press(callId, '5') == CommandOutcome.DONE ? 1 : 0;
        }
        patience.countDown();
        assertThat(taken).isBetween(1L, 17L);
    }

    @Test
    void who_does_not_take_info_is_told_nothing() {
        answered("INVITE, ACK, CANCEL, BYE");
        assertThat(press(confirmed(), '4')).isEqualTo(CommandOutcome.WRONG_STATE);
    }

    @Test
    void who_refuses_one_is_told_no_more() {
        alice.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall call) {}

            @Override
            public int asked(String method) {
                return 415;
            }
        });
        PeerCall call = answered(TAKES);
        String callId = confirmed();
        press(callId, '4');
        call.awaitOther();
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (press(callId, '5') != CommandOutcome.WRONG_STATE) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void nobody_is_told_in_a_call_that_is_over() {
        PeerCall call = answered(TAKES);
        String callId = confirmed();
        call.hangUp();
        assertThat(press(callId, '4')).isNotEqualTo(CommandOutcome.DONE);
    }
}
