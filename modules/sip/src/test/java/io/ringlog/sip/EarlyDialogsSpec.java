package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipPolicy.SdpPassage;
import io.ringlog.sip.SipPolicy.SdpRole;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that are proposed and changed before anybody has answered (RFC 3262 section 5, RFC 3311). */
class EarlyDialogsSpec {
    private static final int RELAY = 45_678;
    private static final List<Header> RELIABLY = List.of(new Header("Require", "100rel"), new Header("RSeq", "1"));

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob").behaving(call -> call.progress(183, RELIABLY));
    private final List<SdpPassage> passages = new CopyOnWriteArrayList<>();

    @BeforeEach
    void relay() {
        edge.rewriting = passage -> {
            passages.add(passage);
            return SessionDescription.parse(passage.sdp())
                    .relocated("127.0.0.9", RELAY)
                    .text();
        };
        edge.routing(invite -> ring(invite, "bob"));
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private void ring(InviteReceived invite, String... users) {
        edge.node.proxy(
                invite.callId(),
                Stream.of(users)
                        .map(user -> TestEdge.target("B" + user, edge.contacts.get(user)))
                        .toList(),
                ProxyOptions.relayed());
    }

    private PeerCall progressing() {
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitRinging();
        return call;
    }

    private static SipText update(PeerCall party) {
        return party.nextInside("UPDATE")
                .with("Contact", "<" + party.peer().contactUri() + ">")
                .withSdp(PeerMedia.silent().describe("sendrecv"));
    }

    @Test
    void an_update_of_either_side_is_led_through_the_relay_and_so_is_its_answer() {
        PeerCall call = progressing();
        PeerCall atBob = bob.awaitIncoming();

        assertThat(bob.request(update(atBob)).body()).contains("127.0.0.9", "m=audio " + RELAY);
        assertThat(call.awaitChange().body()).contains("127.0.0.9", "m=audio " + RELAY);
        assertThat(alice.request(update(call)).body()).contains("127.0.0.9", "m=audio " + RELAY);
        assertThat(atBob.awaitChange().body()).contains("127.0.0.9", "m=audio " + RELAY);

        assertThat(passages).extracting(SdpPassage::fromLeg).containsExactly("A", "Bbob", "Bbob", "A", "A", "Bbob");
        assertThat(passages)
                .extracting(SdpPassage::role)
                .containsExactly(
                        SdpRole.OFFER, SdpRole.ANSWER, SdpRole.OFFER, SdpRole.ANSWER, SdpRole.OFFER, SdpRole.ANSWER);
    }

    @Test
    void a_prack_may_carry_another_offer() {
        PeerCall call = progressing();

        SipText prack = call.nextInside("PRACK").with("RAck", "1 2 INVITE");
        assertThat(alice.request(prack.withSdp(PeerMedia.silent().describe("sendrecv")))
                        .status())
                .isEqualTo(200);

        assertThat(bob.awaitIncoming().awaitOther().body()).contains("127.0.0.9", "m=audio " + RELAY);
        assertThat(passages.getLast().role()).isEqualTo(SdpRole.OFFER);
    }

    @Test
    void a_prack_answers_what_a_reliable_response_has_offered() {
        alice.speaking(PeerMedia.offeringNothing(PeerMedia.silent()));
        PeerCall call = progressing();

        SipText prack = call.nextInside("PRACK").with("RAck", "1 2 INVITE");
        alice.request(prack.withSdp(PeerMedia.silent().describe("sendrecv")));

        assertThat(bob.awaitIncoming().awaitOther().body()).contains("127.0.0.9", "m=audio " + RELAY);
        assertThat(passages).extracting(SdpPassage::role).containsExactly(SdpRole.OFFER, SdpRole.ANSWER);
    }

    @Test
    void numbers_used_before_the_answer_are_not_used_again() {
        PeerCall call = progressing();
        PeerCall atBob = bob.awaitIncoming();
        bob.request(update(atBob));
        bob.request(update(atBob));
        long last = update(call).cseq() + 1;
        alice.request(update(call));
        atBob.answer();
        call.awaitAnswered();
        String callId = edge.await(LegAnswered.class).callId();

        edge.node.hangUp(callId, "A", HangUp.normal());

        assertThat(atBob.awaitEnded().cseq()).isEqualTo(last + 1);
        assertThat(call.awaitEnded().cseq()).isEqualTo(3);
    }

    @Test
    void of_two_that_ring_the_one_in_whose_dialog_it_is_gets_the_request() {
        SipPeer carol = edge.registered("carol").behaving(PeerManner.ringing());
        edge.routing(invite -> ring(invite, "bob", "carol"));
        PeerCall call = alice.call("sip:sales@acme.test");
        PeerCall atCarol = carol.awaitIncoming();
        PeerCall atBob = bob.awaitIncoming();
        call.awaitRinging();

        assertThat(carol.request(update(atCarol)).body()).contains("m=audio " + RELAY);
        assertThat(bob.request(update(atBob)).body()).contains("m=audio " + RELAY);

        assertThat(passages)
                .filteredOn(passage -> passage.fromLeg().equals("A") && passage.role() == SdpRole.ANSWER)
                .extracting(SdpPassage::toLeg)
                .containsExactly("Bcarol", "Bbob");
    }
}
