package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CallTakenOver;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegChallenged;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxied call to who asks for credentials: its INVITE is repeated with one number more than the caller's. */
class AnsweringChallengesSpec {

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer carrier = edge.registered("carrier");

    @BeforeEach
    void challenge() {
        edge.routing(this::toCarrier);
        carrier.behaving(call -> {
            if (call.invite().find("Proxy-Authorization").isEmpty()) {
                call.challenge("carrier.test");
            } else {
                call.answer();
            }
        });
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private void toCarrier(InviteReceived invite) {
        edge.node.proxy(
                invite.callId(), List.of(TestEdge.target("T", edge.contacts.get("carrier"))), ProxyOptions.plain());
    }

    private PeerCall atCarrier() {
        LegChallenged asked = edge.await(LegChallenged.class);
        assertThat(edge.node.authorize(asked.callId(), "T", "Proxy-Authorization", "Digest username=\"trunk\""))
                .isEqualTo(CommandOutcome.DONE);
        carrier.awaitIncoming();
        return carrier.awaitIncoming();
    }

    @Test
    void what_goes_again_has_the_body_that_was_hashed() throws Exception {
        carrier.behaving(call -> {
            if (call.invite().find("Proxy-Authorization").isEmpty()) {
                call.refuse(
                        407,
                        List.of(new SipText.Header(
                                "Proxy-Authenticate",
                                "Digest realm=\"c\", nonce=\"n\", algorithm=SHA-256, qop=\"auth-int\"")));
            } else {
                call.answer();
            }
        });
        edge.rewriting = passage -> passage.sdp().replace("s=-", "s=" + System.nanoTime());
        edge.routing(i -> edge.node.proxy(
                i.callId(), List.of(TestEdge.target("T", edge.contacts.get("carrier"))), ProxyOptions.relayed()));
        PeerCall call = alice.call("sip:4930123@acme.test");
        LegChallenged asked = edge.await(LegChallenged.class);
        edge.node.authorize(asked.callId(), "T", "Proxy-Authorization", "Digest username=\"trunk\"");

        String first = carrier.awaitIncoming().invite().body();
        assertThat(carrier.awaitIncoming().invite().body()).isEqualTo(first);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(first.getBytes(StandardCharsets.UTF_8));
        assertThat(asked.challenges().getFirst().bodyHash())
                .isEqualTo(HexFormat.of().formatHex(hash));
        call.awaitAnswered();
        call.hangUp();
    }

    @Test
    void each_party_keeps_its_own_count_all_through_the_call() {
        PeerCall call = alice.call("sip:4930123@acme.test");
        PeerCall answered = atCarrier();
        SipText ok = call.awaitAnswered();
        long first = seq(call.invite());

        assertThat(seq(answered.invite())).isEqualTo(first + 1);
        assertThat(seq(ok)).isEqualTo(first);
        assertThat(seq(answered.awaitAcknowledged())).isEqualTo(first + 1);

        assertThat(seq(call.hold())).isEqualTo(first + 1);
        assertThat(seq(answered.awaitChange())).isEqualTo(first + 2);
        answered.hold();
        call.awaitChange();
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(seq(answered.awaitEnded())).isEqualTo(first + 3);
    }

    @Test
    void a_call_that_becomes_ours_goes_on_with_the_numbers_each_party_knows() {
        PeerCall call = alice.call("sip:4930123@acme.test");
        PeerCall answered = atCarrier();
        call.awaitAnswered();
        answered.awaitAcknowledged();
        String callId = edge.await(LegAnswered.class).callId();
        edge.node.takeOver(callId);
        edge.await(CallTakenOver.class);

        edge.node.hangUp(callId, "T", HangUp.normal());
        edge.node.hangUp(callId, "A", HangUp.normal());

        assertThat(seq(answered.awaitEnded())).isEqualTo(seq(call.invite()) + 2);
        call.awaitEnded();
    }

    @Test
    void a_caller_that_gives_up_meanwhile_leaves_nothing_behind() {
        PeerCall call = alice.call("sip:4930123@acme.test");
        LegChallenged asked = edge.await(LegChallenged.class);

        call.cancel();

        assertThat(call.awaitFailed().status()).isEqualTo(487);
        assertThat(edge.await(LegFailed.class).legId()).isEqualTo("T");
        assertThat(edge.node.authorize(asked.callId(), "T", "Authorization", "Digest"))
                .isNotEqualTo(CommandOutcome.DONE);
    }

    private static long seq(SipText message) {
        return Long.parseLong(message.header("CSeq").split(" ")[0]);
    }
}
