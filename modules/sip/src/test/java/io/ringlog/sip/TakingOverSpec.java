package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CallTakenOver;
import io.ringlog.sip.SipFact.DigitReceived;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.LegRinging;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.SipFact.TakeOverRefused;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that was only passed on becomes a call of ours, and both phones go on as if nothing had happened. */
class TakingOverSpec {
    private static final LocalAudio ENGINE = LocalAudio.at("127.0.0.1", 46_000);

    private final TestEdge edge = new TestEdge();
    private SipPeer alice;
    private SipPeer bob;
    private PeerCall call;
    private PeerCall atBob;
    private String callId;

    @AfterEach
    void close() {
        edge.close();
    }

    private void talk() {
        talk(edge.phone("alice"), edge.registered("bob"));
    }

    private void talk(SipPeer caller, SipPeer called) {
        alice = caller;
        bob = called;
        call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        callId = edge.await(LegAnswered.class).callId();
        edge.reoffers = TakingOverSpec::answerTo;
        edge.ownOffer = Negotiation.offer(ENGINE).text();
    }

    private static String answerTo(String offer) {
        return Negotiation.answer(SessionDescription.parse(offer), ENGINE)
                .orElseThrow()
                .text();
    }

    private void takeOver() {
        assertThat(edge.node.takeOver(callId)).isEqualTo(CommandOutcome.DONE);
        assertThat(edge.await(CallTakenOver.class)).isEqualTo(new CallTakenOver(callId, List.of("A", "B")));
    }

    /** What reached a phone since; its conversation so far is passed over. */
    private static List<String> requestsAfter(SipPeer phone, int before) {
        return phone.conversation().stream()
                .skip(before)
                .filter(line -> line.startsWith("<-- ") && !line.startsWith("<-- SIP/2.0"))
                .map(line -> line.substring(4, line.indexOf(' ', 4)))
                .toList();
    }

    @Test
    void what_a_phone_asks_afterwards_is_answered_by_us_and_not_passed_on() {
        talk();
        takeOver();
        int atAlice = alice.conversation().size();
        int atBobs = bob.conversation().size();

        for (PeerCall party : List.of(call, atBob)) {
            assertThat(party.hold().body()).contains("m=audio 46000", "a=recvonly");
            assertThat(edge.await(SessionChanged.class).direction().holds()).isTrue();
            assertThat(party.resume().body()).contains("m=audio 46000", "a=sendrecv");
            assertThat(edge.await(SessionChanged.class).direction().holds()).isFalse();
            assertThat(party.peer().request(update(party)).status()).isEqualTo(200);
            assertThat(edge.await(SessionChanged.class).direction().holds()).isTrue();
            assertThat(party.digit('7').status()).isEqualTo(200);
            assertThat(edge.await(DigitReceived.class).digit()).isEqualTo('7');
            assertThat(party.send("OPTIONS").status()).isEqualTo(200);
            assertThat(party.send("MESSAGE").status()).isEqualTo(405);
            assertThat(party.peer()
                            .request(party.nextInside("UPDATE").with("Require", "100rel"))
                            .status())
                    .isEqualTo(420);
        }

        assertThat(requestsAfter(alice, atAlice)).isEmpty();
        assertThat(requestsAfter(bob, atBobs)).isEmpty();
    }

    private static SipText update(PeerCall party) {
        return party.nextInside("UPDATE")
                .with("Contact", "<" + party.peer().contactUri() + ">")
                .withSdp(PeerMedia.silent().describe("inactive"));
    }

    @Test
    void we_speak_in_the_dialog_that_each_phone_knows() {
        talk();
        takeOver();

        edge.node.reinvite(callId, "A");
        SipText toAlice = call.awaitChange();
        edge.node.reinvite(callId, "B");
        SipText toBob = atBob.awaitChange();

        SipText answered = call.awaitAnswered();
        assertThat(toAlice.header("From")).isEqualTo(answered.header("To"));
        assertThat(toAlice.header("To")).isEqualTo(answered.header("From"));
        assertThat(toAlice.requestUri()).isEqualTo(alice.contactUri());
        assertThat(toAlice.header("Contact")).contains(":" + edge.node.port());
        assertThat(toBob.header("From")).isEqualTo(atBob.invite().header("From"));
        assertThat(SipText.parameter(toBob.header("To"), "tag"))
                .isEqualTo(SipText.parameter(answered.header("To"), "tag"));
        assertThat(toBob.requestUri()).isEqualTo(bob.contactUri());
        edge.await(SessionChanged.class);
        edge.await(SessionChanged.class);
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hold().status()).isEqualTo(200);
    }

    @Test
    void numbers_go_on_above_what_each_phone_has_seen() {
        talk();
        call.hold();
        atBob.hold();
        call.resume();
        takeOver();

        edge.node.hangUp(callId, "A", HangUp.normal());
        edge.node.hangUp(callId, "B", HangUp.normal());

        // Alice has sent 2 (INVITE with credentials), 3 and 4 (hold and back), Bob has sent 1 (hold).
        assertThat(call.awaitEnded().cseq()).isEqualTo(2);
        assertThat(atBob.awaitEnded().cseq()).isEqualTo(5);
        edge.awaitNoCalls();
    }

    @Test
    void a_call_that_has_just_ended_cannot_be_taken_over() {
        talk();
        call.hangUp();
        edge.await(LegEnded.class);

        assertThat(edge.node.takeOver(callId)).isEqualTo(CommandOutcome.WRONG_STATE);
        assertThat(edge.facts).noneMatch(CallTakenOver.class::isInstance);
        edge.awaitNoCalls();
    }

    @Test
    void a_number_lower_than_one_that_went_through_before_is_refused() {
        talk();
        SipText old = call.nextInside("INFO");
        call.hold();
        takeOver();

        assertThat(alice.request(old).status()).isEqualTo(500);
    }

    @Test
    void each_leg_ends_by_itself() {
        talk();
        takeOver();

        assertThat(call.hangUp().status()).isEqualTo(200);

        assertThat(edge.await(LegEnded.class)).isEqualTo(new LegEnded(callId, "A", EndedBy.PEER, null));
        assertThat(atBob.isEnded()).isFalse();
        edge.node.hangUp(callId, "B", HangUp.normal());
        atBob.awaitEnded();
        assertThat(edge.await(LegEnded.class)).isEqualTo(new LegEnded(callId, "B", EndedBy.PLATFORM, null));
        edge.awaitNoCalls();
    }

    @Test
    void the_called_party_may_leave_first() {
        talk();
        takeOver();

        assertThat(atBob.hangUp().status()).isEqualTo(200);

        assertThat(edge.await(LegEnded.class).legId()).isEqualTo("B");
        assertThat(call.isEnded()).isFalse();
    }

    @Test
    void phones_on_different_transports_are_taken_over_too() {
        SipPeer called = edge.tcpPhone("bob");
        called.register();
        talk(edge.phone("alice"), called);
        takeOver();

        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hold().status()).isEqualTo(200);
        edge.node.reinvite(callId, "B");
        atBob.awaitChange();
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        edge.awaitNoCalls();
    }

    @Test
    void a_change_that_is_under_way_comes_to_its_end_first() {
        SipPeer called = edge.registered("bob").behaving(PeerManner.askingBeforeChanges());
        talk(edge.phone("alice"), called);
        CompletableFuture<SipText> hold = CompletableFuture.supplyAsync(call::hold);
        atBob.awaitChange();

        assertThat(edge.node.takeOver(callId)).isEqualTo(CommandOutcome.DONE);
        SipText refusal = alice.request(update(call));
        assertThat(refusal.status()).isEqualTo(491);
        assertThat(refusal.header("Retry-After")).isEqualTo("2");
        assertThat(edge.facts).noneMatch(CallTakenOver.class::isInstance);
        atBob.acceptChange();

        assertThat(hold.join().status()).isEqualTo(200);
        assertThat(edge.await(CallTakenOver.class).legs()).containsExactly("A", "B");
        assertThat(call.resume().body()).contains("m=audio 46000");
    }

    @Test
    void a_change_that_takes_too_long_is_left_alone() {
        SipPeer called = edge.registered("bob").behaving(PeerManner.askingBeforeChanges());
        talk(edge.phone("alice"), called);
        CompletableFuture<SipText> hold = CompletableFuture.supplyAsync(call::hold);
        atBob.awaitChange();

        edge.node.takeOver(callId);

        assertThat(edge.await(TakeOverRefused.class)).isEqualTo(new TakeOverRefused(callId, "session.changing"));
        atBob.acceptChange();
        assertThat(hold.join().status()).isEqualTo(200);
        assertThat(call.hangUp().status()).isEqualTo(200);
        atBob.awaitEnded();
    }

    @Test
    void a_call_that_ends_meanwhile_is_not_taken_over() {
        SipPeer called = edge.registered("bob").behaving(PeerManner.askingBeforeChanges());
        talk(edge.phone("alice"), called);
        CompletableFuture<SipText> hold = CompletableFuture.supplyAsync(call::hold);
        atBob.awaitChange();
        edge.node.takeOver(callId);

        atBob.hangUp();

        assertThat(edge.await(TakeOverRefused.class).reason()).isEqualTo("call.over");
        atBob.refuseChange(487);
        assertThat(hold.join().status()).isEqualTo(487);
        edge.awaitNoCalls();
    }

    @Test
    void a_repeated_answer_is_acknowledged_by_us() {
        talk();
        takeOver();
        String ok = bob.conversation().stream()
                .filter(line -> line.startsWith("--> SIP/2.0 200") && line.contains(" INVITE\r\n"))
                .findFirst()
                .orElseThrow();
        int before = alice.conversation().size();

        bob.transmit(SipText.parse(ok.substring(4)));

        atBob.awaitAcknowledged(atBob.invite(), 2);
        assertThat(alice.conversation()).hasSize(before);
    }

    @Test
    void only_an_answered_call_that_is_passed_on_can_be_taken_over() {
        assertThat(edge.node.takeOver("call_unknown")).isEqualTo(CommandOutcome.UNKNOWN);
        SipPeer slow = edge.registered("slow").behaving(PeerManner.ringing());
        edge.phone("alice").call("sip:slow@acme.test");
        slow.awaitIncoming();
        String ringing = edge.await(LegRinging.class).callId();
        assertThat(edge.node.takeOver(ringing)).isEqualTo(CommandOutcome.WRONG_STATE);

        talk(edge.phone("carol"), edge.registered("bob"));
        takeOver();

        assertThat(edge.node.takeOver(callId)).isEqualTo(CommandOutcome.WRONG_STATE);
    }

    @Test
    void an_answer_in_the_ack_is_repeated_with_it() {
        SipPeer caller = edge.phone("alice").speaking(PeerMedia.offeringNothing(PeerMedia.silent()));
        edge.routing(this::toBob);
        talk(caller, edge.registered("bob"));
        takeOver();
        String ok = bob.conversation().stream()
                .filter(line -> line.startsWith("--> SIP/2.0 200") && line.contains(" INVITE\r\n"))
                .findFirst()
                .orElseThrow();

        bob.transmit(SipText.parse(ok.substring(4)));

        atBob.awaitAcknowledged(atBob.invite(), 2);
        assertThat(bob.conversation().getLast()).startsWith("<-- ACK").contains("m=audio");
    }

    private void toBob(InviteReceived invite) {
        edge.node.proxy(invite.callId(), List.of(TestEdge.target("B", edge.contacts.get("bob"))), ProxyOptions.plain());
    }
}
