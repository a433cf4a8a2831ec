package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CallTakenOver;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.ReferReceived;
import io.ringlog.sip.SipFact.Replaced;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A phone that passes on whom it talks to asks us, never the other phone (RFC 3515, RFC 3891, RFC 4488). */
class ReferringSpec {
    private static final String CLEO = "<sip:cleo@acme.test>";

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");
    private PeerCall call;
    private PeerCall atBob;
    private String callId;

    @BeforeEach
    void alice_talks_with_bob() {
        call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        callId = edge.await(LegAnswered.class).callId();
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private static CompletableFuture<SipText> refer(PeerCall party, String to, String... header) {
        SipText refer = party.nextInside("REFER")
                .with("Contact", "<" + party.peer().contactUri() + ">")
                .with("Refer-To", to)
                .with("Referred-By", "<sip:bob@acme.test>");
        SipText whole = header.length == 0 ? refer : refer.with(header[0], header[1]);
        return CompletableFuture.supplyAsync(() -> party.peer().request(whole));
    }

    private ReferReceived referred() {
        return edge.await(ReferReceived.class);
    }

    @Test
    void it_is_answered_before_and_told_after_a_take_over() {
        CompletableFuture<SipText> answer = refer(atBob, CLEO);
        ReferReceived asked = referred();
        assertThat(asked.legId()).isEqualTo("B");
        assertThat(asked.to().user()).isEqualTo("cleo");
        assertThat(asked.to().host()).isEqualTo("acme.test");
        assertThat(asked.referredBy()).isEqualTo("<sip:bob@acme.test>");
        edge.node.takeOver(callId);
        edge.await(CallTakenOver.class);

        edge.node.answerRefer(callId, asked.referId(), 202, null);
        edge.node.notifyRefer(callId, asked.referId(), 100, false);

        assertThat(answer.join().status()).isEqualTo(202);
        SipText first = atBob.awaitOther();
        assertThat(first.method()).isEqualTo("NOTIFY");
        assertThat(first.header("Event")).isEqualTo("refer");
        assertThat(first.header("Subscription-State")).startsWith("active;expires=");
        assertThat(first.header("Content-Type")).isEqualTo("message/sipfrag;version=2.0");
        assertThat(first.body()).isEqualTo("SIP/2.0 100 Trying\r\n");
        edge.node.notifyRefer(callId, asked.referId(), 486, true);
        SipText last = atBob.awaitOther();
        assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=noresource");
        assertThat(last.body()).startsWith("SIP/2.0 486 ");
        assertThat(edge.node.notifyRefer(callId, asked.referId(), 200, true)).isEqualTo(CommandOutcome.TOO_LATE);
        assertThat(alice.conversation()).noneMatch(line -> line.contains("REFER") || line.contains("NOTIFY"));
    }

    @Test
    void a_refusal_says_why_and_the_talk_goes_on() {
        CompletableFuture<SipText> answer = refer(call, CLEO);
        ReferReceived asked = referred();
        assertThat(asked.legId()).isEqualTo("A");

        edge.node.answerRefer(callId, asked.referId(), 403, "399 ringlog \"transfer.outside-not-allowed\"");

        assertThat(answer.join().status()).isEqualTo(403);
        assertThat(answer.join().header("Warning")).contains("transfer.outside-not-allowed");
        assertThat(call.hangUp().status()).isEqualTo(200);
        atBob.awaitEnded();
    }

    @Test
    void who_says_so_hears_nothing_of_it() {
        CompletableFuture<SipText> answer = refer(atBob, CLEO, "Refer-Sub", "false");
        String referId = referred().referId();
        edge.node.takeOver(callId);
        edge.await(CallTakenOver.class);

        edge.node.answerRefer(callId, referId, 202, null);

        assertThat(answer.join().header("Refer-Sub")).isEqualTo("false");
        assertThat(edge.node.notifyRefer(callId, referId, 100, false)).isEqualTo(CommandOutcome.TOO_LATE);
    }

    @Test
    void the_dialog_that_replaces_names_is_found_by_the_tag_of_who_asks() {
        SipPeer cleo = edge.registered("cleo");
        PeerCall second = bob.call("sip:cleo@acme.test");
        cleo.awaitIncoming().awaitAcknowledged();
        String other = edge.await(LegAnswered.class).callId();
        SipText answered = second.awaitAnswered();
        String fromTag = tag(answered.header("From"));
        String toTag = tag(answered.header("To"));
        String names = second.callId().replace("@", "%40") + "%3Bto-tag%3D" + toTag + "%3Bfrom-tag%3D" + fromTag;

        refer(atBob, "<sip:any@acme.test?Replaces=" + names + ">");

        ReferReceived asked = referred();
        assertThat(asked.replaced()).isEqualTo(new Replaced(other, "A"));
        refer(atBob, "<sip:any@acme.test?Replaces=nobody%3Bto-tag%3D1%3Bfrom-tag%3D2>");
        ReferReceived unknown = referred();
        assertThat(unknown.replaced()).isNull();
        assertThat(unknown.to().replaces()).isEqualTo("nobody;to-tag=1;from-tag=2");
    }

    @Test
    void a_dialog_that_nobody_has_answered_yet_is_found_too() {
        SipPeer cleo = edge.registered("cleo");
        cleo.behaving(PeerManner.ringing());
        PeerCall second = bob.call("sip:cleo@acme.test");
        SipText ringing = second.awaitRinging();
        String names = second.callId().replace("@", "%40") + "%3Bto-tag%3D" + ringing.toTag() + "%3Bfrom-tag%3D"
                + second.invite().fromTag();

        refer(atBob, "<sip:any@acme.test?Replaces=" + names + ">");

        Replaced replaced = referred().replaced();
        assertThat(replaced).extracting(Replaced::legId).isEqualTo("A");
        assertThat(replaced).extracting(Replaced::callId).isNotEqualTo(callId);
    }

    private static String tag(String party) {
        return party.substring(party.indexOf(";tag=") + 5);
    }

    @Test
    void what_names_nobody_to_invite_is_refused_at_once() {
        assertThat(refer(atBob, "<sip:cleo@acme.test;method=BYE>").join().status())
                .isEqualTo(400);
        assertThat(refer(atBob, "<mailto:cleo@acme.test>").join().status()).isEqualTo(400);
        assertThat(bob.request(atBob.nextInside("REFER")).status()).isEqualTo(400);
    }

    @Test
    void an_end_of_the_call_answers_what_waits() {
        CompletableFuture<SipText> answer = refer(atBob, CLEO);
        referred();

        call.hangUp();

        assertThat(answer.join().status()).isEqualTo(481);
    }

    @Test
    void more_than_four_at_a_time_are_too_many() {
        for (int i = 0; i < 4; i++) {
            refer(atBob, CLEO);
            referred();
        }
        assertThat(refer(atBob, CLEO).join().status()).isEqualTo(491);
    }
}
