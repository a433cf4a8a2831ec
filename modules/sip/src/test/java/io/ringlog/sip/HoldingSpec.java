package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.SipPolicy.SdpPassage;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.sdp.Direction;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that change inside a proxied call, with media led through a relay. */
class HoldingSpec {
    private static final int RELAY = 45_678;

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");
    private final List<SdpPassage> passages = new CopyOnWriteArrayList<>();
    private PeerCall call;
    private PeerCall atBob;

    @BeforeEach
    void talk() {
        edge.rewriting = passage -> {
            passages.add(passage);
            return SessionDescription.parse(passage.sdp())
                    .relocated("127.0.0.9", RELAY)
                    .text();
        };
        edge.routing(this::relayed);
        call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
    }

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void both_parties_see_the_relay_and_not_each_other() {
        assertThat(call.remoteSdp()).contains("c=IN IP4 127.0.0.9").contains("m=audio " + RELAY);
        assertThat(atBob.remoteSdp()).contains("c=IN IP4 127.0.0.9").contains("m=audio " + RELAY);
        assertThat(passages).extracting(SdpPassage::role).containsExactly(SdpRole.OFFER, SdpRole.ANSWER);
        assertThat(passages).extracting(SdpPassage::fromLeg).containsExactly("A", "B");
    }

    @Test
    void the_caller_holds_and_resumes() {
        SipText held = call.hold();

        assertThat(held.status()).isEqualTo(200);
        assertThat(held.body()).contains("a=recvonly").contains("m=audio " + RELAY);
        assertThat(atBob.awaitChange().body()).contains("a=sendonly").contains("127.0.0.9");
        SessionChanged change = edge.await(SessionChanged.class);
        assertThat(change.legId()).isEqualTo("A");
        assertThat(change.direction()).isEqualTo(Direction.SENDONLY);

        assertThat(call.resume().status()).isEqualTo(200);
        assertThat(edge.await(SessionChanged.class).direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void a_hold_by_the_zero_address_is_seen_by_the_other_party() {
        SipText reinvite = call.nextInside("INVITE")
                .with("Contact", "<" + alice.contactUri() + ">")
                .withSdp("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
                        + "m=audio 4000 RTP/AVP 0\r\n");

        alice.request(reinvite);

        assertThat(atBob.awaitChange().body()).contains("c=IN IP4 0.0.0.0").contains("m=audio " + RELAY);
        assertThat(edge.await(SessionChanged.class).direction()).isEqualTo(Direction.INACTIVE);
    }

    @Test
    void the_called_party_holds() {
        assertThat(atBob.hold().status()).isEqualTo(200);

        assertThat(call.awaitChange().body()).contains("a=sendonly");
        SessionChanged change = edge.await(SessionChanged.class);
        assertThat(change.legId()).isEqualTo("B");
        assertThat(change.direction().holds()).isTrue();
    }

    @Test
    void who_is_asked_for_an_offer_makes_it_and_who_asked_answers_in_the_ack() {
        bob.speaking(any -> PeerMedia.silent().describe("sendonly"));
        SipText asked = call.nextInside("INVITE").with("Contact", "<" + alice.contactUri() + ">");
        assertThat(alice.request(asked).body()).contains("a=sendonly");

        SipText next = call.nextInside("ACK");
        List<SipText.Header> headers = next.headers().stream()
                .map(header ->
                        header.name().equals("CSeq") ? new SipText.Header("CSeq", asked.cseq() + " ACK") : header)
                .toList();
        alice.transmit(new SipText(next.firstLine(), headers, "")
                .withSdp(PeerMedia.silent().describe("recvonly")));

        SessionChanged offered = edge.await(SessionChanged.class);
        assertThat(offered.legId()).isEqualTo("B");
        assertThat(offered.direction()).isEqualTo(Direction.SENDONLY);
        SessionChanged answered = edge.await(SessionChanged.class);
        assertThat(answered.legId()).isEqualTo("A");
        assertThat(answered.direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void a_change_that_its_sender_takes_back_is_taken_back_at_the_other_party() {
        bob.behaving(PeerManner.askingBeforeChanges());
        SipText reinvite = call.nextInside("INVITE")
                .with("Contact", "<" + alice.contactUri() + ">")
                .withSdp(PeerMedia.silent().describe("sendonly"));
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(() -> alice.request(reinvite));
        atBob.awaitChange();

        alice.cancel(reinvite);

        assertThat(atBob.awaitCancelled().cseq()).isEqualTo(reinvite.cseq());
        assertThat(answer.join().status()).isEqualTo(487);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void an_offer_among_other_parts_is_led_through_the_relay_too() {
        SipText plain = call.nextInside("INVITE")
                .with("Contact", "<" + alice.contactUri() + ">")
                .with("Content-Type", "multipart/mixed;boundary=cut");
        String body = "--cut\r\nContent-Type: application/sdp\r\n\r\n"
                + PeerMedia.silent().describe("sendonly")
                + "\r\n--cut\r\nContent-Type: application/pidf+xml\r\n\r\n<here/>\r\n--cut--\r\n";

        SipText answer = alice.request(new SipText(plain.firstLine(), plain.headers(), body));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("m=audio " + RELAY);
        assertThat(atBob.awaitChange().body())
                .contains("m=audio " + RELAY, "127.0.0.9", "a=sendonly", "<here/>\r\n--cut--");
        assertThat(edge.await(SessionChanged.class).direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void info_and_other_requests_pass_both_ways() {
        assertThat(call.digit('5').status()).isEqualTo(200);
        assertThat(atBob.awaitOther().body()).contains("Signal=5");

        assertThat(atBob.send("MESSAGE").status()).isEqualTo(200);
        assertThat(call.awaitOther().method()).isEqualTo("MESSAGE");
    }

    @Test
    void after_a_hold_either_side_can_still_hang_up() {
        call.hold();

        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
    }

    @Test
    void the_platform_can_end_a_held_call_with_numbers_that_fit() {
        call.hold();
        atBob.hold();
        String callId = edge.await(SessionChanged.class).callId();

        edge.node.hangUp(callId, "A", HangUp.normal());

        // Alice has sent 2 (INVITE with credentials) and 3 (hold), Bob has sent 1 (hold).
        assertThat(call.awaitEnded().cseq()).isEqualTo(2);
        assertThat(atBob.awaitEnded().cseq()).isEqualTo(4);
    }

    private void relayed(InviteReceived invite) {
        edge.node.proxy(
                invite.callId(), List.of(TestEdge.target("B", edge.contacts.get("bob"))), ProxyOptions.relayed());
    }
}
