package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegRinging;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RFC 3262 in calls of our own: provisional responses that are acknowledged by PRACK, on both sides. */
class AcknowledgingProgressSpec {
    private static final String SDP = PeerMedia.silent().describe("sendrecv");
    private static final List<Header> DEMANDED = List.of(new Header("Require", "100rel"));

    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    private record Asked(PeerCall call, String callId) {}

    private Asked calling(SipPeer alice, List<Header> headers) {
        edge.routing(i -> {});
        PeerCall call = alice.call("sip:100@acme.test", headers);
        return new Asked(call, edge.await(InviteReceived.class).callId());
    }

    private static SipText prack(PeerCall call, String rseq) {
        return call.nextInside("PRACK").with("RAck", rseq + " 2 INVITE");
    }

    @Test
    void a_caller_that_demands_it_acknowledges_the_ringing_and_is_answered() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, DEMANDED);
        edge.node.progress(asked.callId, 180, null);
        SipText ringing = asked.call.awaitRinging();
        assertThat(ringing.header("Require")).isEqualTo("100rel");

        assertThat(alice.request(prack(asked.call, ringing.header("RSeq"))).status())
                .isEqualTo(200);
        assertThat(alice.request(prack(asked.call, ringing.header("RSeq"))).status())
                .isEqualTo(481);
        assertThat(edge.node.answer(asked.callId, SDP)).isEqualTo(CommandOutcome.DONE);

        asked.call.awaitAnswered();
        assertThat(asked.call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_number_that_nobody_gave_is_481_and_the_right_one_goes_on_being_asked_for() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, DEMANDED);
        edge.node.progress(asked.callId, 180, null);
        String rseq = asked.call.awaitRinging().header("RSeq");

        for (String wrong : List.of("1 2 INVITE", rseq + " 1 INVITE", rseq + " 2 BYE")) {
            SipText bent = asked.call.nextInside("PRACK").with("RAck", wrong);
            assertThat(alice.request(bent).status()).as(wrong).isEqualTo(481);
        }
        for (String unreadable : List.of(rseq, "x y z")) {
            SipText bent = asked.call.nextInside("PRACK").with("RAck", unreadable);
            assertThat(alice.request(bent).status()).as(unreadable).isIn(400, 481);
        }
        assertThat(alice.request(asked.call.nextInside("PRACK")).status()).isIn(400, 481);
        assertThat(alice.request(prack(asked.call, rseq)).status()).isEqualTo(200);
        asked.call.cancel();
    }

    @Test
    void a_200_does_not_wait_for_the_prack_of_ringing_alone() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, DEMANDED);
        edge.node.progress(asked.callId, 180, null);
        String rseq = asked.call.awaitRinging().header("RSeq");

        edge.node.answer(asked.callId, SDP);

        asked.call.awaitAnswered();
        assertThat(alice.request(prack(asked.call, rseq)).status()).isEqualTo(200);
        asked.call.hangUp();
    }

    @Test
    void but_for_that_of_a_session_description_it_does() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, DEMANDED);
        edge.node.progress(asked.callId, 183, SDP);
        String rseq = asked.call.awaitRinging().header("RSeq");
        edge.node.answer(asked.callId, SDP);
        assertThat(alice.request(prack(asked.call, "1")).status()).isEqualTo(481);
        assertThat(asked.call.isAnswered()).isFalse();

        assertThat(alice.request(prack(asked.call, rseq).withSdp(SDP)).status()).isEqualTo(488);

        asked.call.awaitAnswered();
        asked.call.hangUp();
    }

    @Test
    void one_is_under_way_at_a_time_and_the_newest_of_the_others_follows() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, DEMANDED);
        edge.node.progress(asked.callId, 180, null);
        String rseq = asked.call.awaitRinging().header("RSeq");
        edge.node.progress(asked.callId, 182, null);
        edge.node.progress(asked.callId, 183, null);
        String next = Long.toString(Long.parseLong(rseq) + 1);
        assertThat(alice.request(prack(asked.call, next)).status()).isEqualTo(481);

        assertThat(alice.request(prack(asked.call, rseq)).status()).isEqualTo(200);
        assertThat(alice.request(prack(asked.call, next)).status()).isEqualTo(200);
        String third = Long.toString(Long.parseLong(rseq) + 2);
        assertThat(alice.request(prack(asked.call, third)).status()).isEqualTo(481);
        asked.call.cancel();
    }

    @Test
    void without_an_offer_there_is_nothing_between_100_and_200() {
        SipPeer alice = edge.phone("alice").speaking(PeerMedia.offeringNothing(PeerMedia.silent()));
        Asked asked = calling(alice, DEMANDED);

        assertThat(edge.node.progress(asked.callId, 180, null)).isEqualTo(CommandOutcome.DONE);
        edge.node.answer(asked.callId, SDP);

        assertThat(asked.call.awaitAnswered().find("RSeq")).isEmpty();
        asked.call.hangUp();
    }

    @Test
    void who_only_can_is_told_as_ever() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, List.of(new Header("Supported", "100rel")));

        edge.node.progress(asked.callId, 180, null);

        assertThat(asked.call.awaitRinging().find("RSeq")).isEmpty();
        edge.node.answer(asked.callId, SDP);
        asked.call.awaitAnswered();
        assertThat(asked.call.send("PRACK").status()).isEqualTo(481);
        asked.call.hangUp();
    }

    @Test
    void what_else_is_demanded_is_420_as_ever() {
        SipPeer alice = edge.phone("alice");
        Asked asked = calling(alice, List.of(new Header("Require", "100rel, precondition")));

        assertThat(edge.node.answer(asked.callId, SDP)).isEqualTo(CommandOutcome.UNSUPPORTED);

        assertThat(asked.call.awaitFailed().header("Unsupported")).isEqualTo("precondition");
    }

    private static List<Header> reliable(String rseq) {
        return List.of(new Header("Require", "100rel"), new Header("RSeq", rseq));
    }

    private PeerCall dialled(SipPeer bob) {
        edge.node.dial(
                "call_1",
                "b1",
                OutgoingLeg.to(Destination.of(bob.contactUri()), "sip:100@acme.test", SDP, Duration.ofSeconds(30)));
        return bob.awaitIncoming();
    }

    @Test
    void a_party_that_we_dial_is_acknowledged_once_for_each() {
        SipPeer bob = edge.phone("bob").behaving(PeerManner.silent());
        PeerCall at = dialled(bob);
        assertThat(at.invite().header("Supported")).contains("100rel");

        at.progress(183, reliable("7"));
        SipText first = at.awaitOther();
        at.progress(183, reliable("7"));
        at.progress(183, reliable("9"));
        at.progress(180, reliable("8"));
        SipText second = at.awaitOther();
        at.answer();

        assertThat(first.method()).isEqualTo("PRACK");
        assertThat(first.header("RAck")).isEqualTo("7 1 INVITE");
        assertThat(second.header("RAck")).isEqualTo("8 1 INVITE");
        assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
        edge.await(LegAnswered.class);
        edge.node.hangUp("call_1", "b1", HangUp.normal());
        assertThat(at.awaitEnded().cseq()).isGreaterThan(second.cseq());
    }

    @Test
    void what_is_no_reliable_response_is_not_acknowledged() {
        SipPeer bob = edge.phone("bob").behaving(PeerManner.silent());
        PeerCall at = dialled(bob);

        at.progress(180, List.of(new Header("RSeq", "1")));
        at.progress(183, List.of(new Header("Require", "100rel"), new Header("RSeq", "many")));
        at.progress(183, reliable("3"));

        assertThat(at.awaitOther().header("RAck")).isEqualTo("3 1 INVITE");
        edge.await(LegRinging.class);
        edge.node.cancelTargets("call_1", List.of("b1"), null);
        at.awaitCancelled();
    }
}
