package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CallerCancelled;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegHeld;
import io.ringlog.domain.journal.CallFact.LegProgressed;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that the platform need not answer: signalling is proxied, media relayed. */
class PassingCallsOnSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder, config -> config.with(EdgeRig.waits(Duration.ofMillis(800), Duration.ofSeconds(5))));
        alice = rig.phone("alice");
        bob = rig.phone("bob");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void a_call_is_told_step_by_step() {
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        InviteReceived invite = rig.log.await(InviteReceived.class);
        rig.fork(invite.callId(), "b1", bob);
        call.awaitAnswered();

        assertThat(invite.requestUser()).isEqualTo("bob");
        assertThat(invite.fromUser()).isEqualTo("alice");
        assertThat(invite.auth().username()).isEqualTo("alice");
        assertThat(invite.codecs()).containsExactly("pcmu", "pcma");
        assertThat(rig.log.await(LegProgressed.class).status()).isEqualTo(180);
        assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("b1");

        call.hangUp();
        LegEnded ended = rig.log.await(LegEnded.class);
        assertThat(ended.legId()).isEqualTo(CallFact.CALLER);
        assertThat(ended.by()).isEqualTo(EndedBy.PARTY);
        assertThat(ended.stamp().seq()).isEqualTo(4);
        rig.awaitNoCalls();
    }

    @Test
    void a_caller_whose_from_is_overwritten_is_shown_as_the_log_says() {
        PeerCall call = alice.call(EdgeRig.uri("bob"), List.of(new Header("P-Preferred-Identity", "<sip:boss@a.b>")));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(new Command.OverwriteFrom(callId, new Command.CallerId("1#2", "Al")));
        rig.fork(callId, "b1", bob);
        call.awaitAnswered();

        SipText invite = bob.awaitIncoming().invite();
        assertThat(invite.header("From")).startsWith("\"Al\" <sip:1%232@acme.test>;tag=");
        assertThat(invite.find("P-Preferred-Identity")).isEmpty();
        assertThat(invite.header("P-Asserted-Identity")).contains("sip:1001@acme.test");
    }

    @Test
    void headers_that_the_log_takes_stay_behind_and_those_that_it_adds_go_along() {
        PeerCall call =
                alice.call(EdgeRig.uri("bob"), List.of(new Header("X-Route", "secret"), new Header("X-Seat", "12")));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(new Command.ChangeHeaders(
                callId, List.of("X-Route"), List.of("Alert-Info: <urn:alert:source:external>", "X-Line: a: b")));
        rig.fork(callId, "b1", bob);
        call.awaitAnswered();

        SipText invite = bob.awaitIncoming().invite();
        assertThat(invite.find("X-Route")).isEmpty();
        assertThat(invite.header("X-Seat")).isEqualTo("12");
        assertThat(invite.header("Alert-Info")).isEqualTo("<urn:alert:source:external>");
        assertThat(invite.header("X-Line")).isEqualTo("a: b");
        assertThat(invite.header("P-Asserted-Identity")).contains("sip:1001@acme.test");
    }

    @Test
    void the_log_hears_what_the_credentials_were_shown_for() {
        alice.call("sip:bob@elsewhere.test");

        InviteReceived invite = rig.log.await(InviteReceived.class);

        assertThat(invite.requestDomain()).isEqualTo("elsewhere.test");
        assertThat(invite.auth().requestUri()).isEqualTo("sip:bob@elsewhere.test");
        assertThat(invite.auth().uri()).isEqualTo("sip:bob@elsewhere.test");
    }

    @Test
    void who_dials_the_edges_address_means_the_domain_of_the_credentials() {
        alice.call("sip:bob@127.0.0.1:" + rig.edge.sipPort());

        assertThat(rig.log.await(InviteReceived.class).requestDomain()).isEqualTo(EdgeRig.DOMAIN);
    }

    @Test
    void an_offer_in_the_answer_and_an_answer_in_the_ack_go_through_the_relay() {
        RtpEar mouthOfAlice = rig.ear(440);
        RtpEar mouthOfBob = rig.ear(1200);
        alice.speaking(PeerMedia.offeringNothing(mouthOfAlice));
        bob.speaking(mouthOfBob);

        Talk talk = rig.proxied(alice, bob);
        assertThat(talk.called().invite().body()).isEmpty();
        assertThat(talk.called().awaitAcknowledged().body()).contains("m=audio");
        assertThat(mouthOfAlice.farPort()).isNotEqualTo(mouthOfBob.localPort());
        assertThat(mouthOfBob.farPort()).isNotEqualTo(mouthOfAlice.localPort());
        assertThat(RtpEar.hearEachOther(mouthOfAlice, mouthOfBob)).isTrue();
    }

    @Test
    void both_parties_hear_each_other_through_the_relay() {
        RtpEar mouthOfAlice = rig.ear(440);
        RtpEar mouthOfBob = rig.ear(1200);
        alice.speaking(mouthOfAlice);
        bob.speaking(mouthOfBob);

        rig.proxied(alice, bob);
        assertThat(RtpEar.hearEachOther(mouthOfAlice, mouthOfBob)).isTrue();
        assertThat(mouthOfAlice.farPort()).isNotEqualTo(mouthOfBob.localPort());
    }

    @Test
    void a_party_that_moves_its_media_before_the_answer_is_heard_where_it_went() {
        RtpEar mouthOfAlice = rig.ear(440);
        RtpEar before = rig.ear(900);
        RtpEar after = rig.ear(1200);
        alice.speaking(mouthOfAlice);
        bob.speaking(before).behaving(ringing -> ringing.progress(183, List.of()));
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        rig.fork(rig.log.await(InviteReceived.class).callId(), "b1", bob);
        call.awaitRinging();
        PeerCall atBob = bob.awaitIncoming();

        bob.speaking(after);
        SipText moved = bob.request(atBob.nextInside("UPDATE")
                .with("Contact", "<" + bob.contactUri() + ">")
                .withSdp(after.describe("sendrecv")));
        after.remote(moved.body());
        atBob.answer();
        call.awaitAnswered();

        assertThat(moved.status()).isEqualTo(200);
        assertThat(mouthOfAlice.farPort()).isNotEqualTo(after.localPort());
        assertThat(RtpEar.hearEachOther(mouthOfAlice, after)).isTrue();
    }

    @Test
    void parties_whose_descriptions_name_private_addresses_hear_each_other() {
        RtpEar mouthOfAlice = rig.ear(440).naming("10.0.0.9");
        RtpEar mouthOfBob = rig.ear(1200).naming("192.168.1.20");
        alice.speaking(mouthOfAlice);
        bob.speaking(mouthOfBob);

        Talk talk = rig.proxied(alice, bob);
        rig.awaitHeard(talk.callId(), "a", mouthOfAlice);
        rig.awaitHeard(talk.callId(), "b1", mouthOfBob);
        assertThat(RtpEar.hearEachOther(mouthOfAlice, mouthOfBob)).isTrue();
    }

    @Test
    void the_called_party_sees_who_calls() {
        Talk talk = rig.proxied(alice, bob);

        assertThat(talk.called().invite().header("P-Asserted-Identity")).isEqualTo("\"Alice\" <sip:1001@acme.test>");
    }

    @Test
    void a_hold_is_told_and_so_is_its_end() {
        Talk talk = rig.proxied(alice, bob);

        talk.caller().hold();
        LegHeld held = rig.log.await(LegHeld.class);
        talk.caller().resume();
        LegHeld resumed = rig.log.await(LegHeld.class);

        assertThat(held.legId()).isEqualTo(CallFact.CALLER);
        assertThat(held.held()).isTrue();
        assertThat(resumed.held()).isFalse();
    }

    @Test
    void ringing_that_is_repeated_is_told_once() {
        bob.behaving(PeerManner.ringing());
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        rig.fork(rig.log.await(InviteReceived.class).callId(), "b1", bob);
        call.awaitRinging();
        bob.awaitIncoming().ring().ring().answer();
        rig.log.await(LegAnswered.class);

        assertThat(rig.log.all(LegProgressed.class)).hasSize(1);
    }

    @Test
    void a_caller_that_gives_up_stops_the_ringing() {
        bob.behaving(PeerManner.ringing());
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        rig.fork(rig.log.await(InviteReceived.class).callId(), "b1", bob);
        call.awaitRinging();

        call.cancel();

        assertThat(call.awaitFailed().status()).isEqualTo(487);
        rig.log.await(CallerCancelled.class);
        assertThat(rig.log.await(LegFailed.class).status()).isEqualTo(487);
    }

    @Test
    void a_late_decision_costs_the_call_and_the_log_learns_that_it_is_over() {
        PeerCall call = alice.call(EdgeRig.uri("bob"));

        SipText refusal = call.awaitFailed();

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.header("Retry-After")).isNotEmpty();
        LegEnded ended = rig.log.await(LegEnded.class);
        assertThat(ended.reason()).isEqualTo("decision.late");
        rig.fork(ended.callId(), "b1", bob);
        assertThat(rig.log.await(CallFact.CommandFailed.class).reason()).isEqualTo("call.unknown");
        assertThat(bob.incomingWaiting()).isZero();
    }

    @Test
    void where_a_phone_would_send_the_call_is_told_and_not_followed() {
        bob.behaving(call -> call.refuse(
                302, List.of(new Header("Contact", "<sip:carol@elsewhere.example>;q=0.7, <tel:+15550100>"))));
        alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.fork(callId, "b1", bob);

        LegFailed moved = rig.log.await(LegFailed.class);
        assertThat(moved.status()).isEqualTo(302);
        assertThat(moved.reason()).contains(", to ", "sip:carol@elsewhere.example", "tel:+15550100");
    }

    @Test
    void an_address_that_asks_for_tls_is_no_target_and_the_reason_is_told() {
        alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.fork(callId, "b1", "sips:bob@127.0.0.1:" + bob.localPort());

        LegFailed failed = rig.log.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.reason()).contains("TLS is asked for");
    }

    @Test
    void a_busy_leg_is_told_and_the_caller_hears_what_the_log_decides() {
        bob.behaving(PeerManner.refusing(486));
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.fork(callId, "b1", bob);

        assertThat(rig.log.await(LegFailed.class).status()).isEqualTo(486);
        rig.log.command(new Command.RefuseCall(callId, 486, "Busy Here", "Q.850;cause=17", "routing.busy", null));

        SipText refusal = call.awaitFailed();
        assertThat(refusal.status()).isEqualTo(486);
        assertThat(refusal.header("Reason")).isEqualTo("Q.850;cause=17");
        assertThat(refusal.header("Warning")).contains("399").contains("routing.busy");
    }

    @Test
    void a_used_nonce_count_in_an_invite_is_told_as_stale() {
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(
                new Command.RefuseCall(callId, 407, "Proxy Authentication Required", null, "auth.replayed", null));

        assertThat(call.awaitFailed().header("Proxy-Authenticate")).contains("stale=true");
    }

    @Test
    void a_command_seen_twice_is_carried_out_once() {
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        Command fork = new Command.InviteParty(callId, "a", true, List.of(rig.target("b1", bob)), EdgeRig.SHOWN);
        Command hangUp = new Command.HangUpLegs(callId, List.of("a", "b1"), "test.over");
        rig.log.repeat("0-7-1", fork);
        rig.log.repeat("0-7-1", fork);
        call.awaitAnswered();
        rig.log.repeat("0-7-1", hangUp);
        rig.log.repeat("0-6-1", hangUp);

        call.hangUp();

        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.PARTY);
        assertThat(rig.log.all(CallFact.CommandFailed.class)).isEmpty();
        rig.awaitCount("commands.repeated", 3);
        assertThat(rig.edge.status().counters()).containsEntry("commands.repeated", 3L);
    }

    @Test
    void the_log_can_end_a_talk() {
        Talk talk = rig.proxied(alice, bob);

        rig.hangUp(talk.callId(), "a", "b1");

        assertThat(talk.caller().awaitEnded().header("Reason")).contains("test.over");
        talk.called().awaitEnded();
        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.COMMAND);
    }

    @Test
    void no_command_rings_more_legs_than_a_call_may_have() {
        bob.behaving(PeerManner.silent());
        alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        int most = EdgeConfig.Limits.standard().legsPerCall();
        List<Command.Target> targets = IntStream.rangeClosed(1, most + 1)
                .mapToObj(n -> rig.target("b" + n, bob))
                .toList();

        rig.log.command(new Command.InviteParty(callId, CallFact.CALLER, true, targets, EdgeRig.SHOWN));

        // The caller's leg is one of them.
        for (String beyond : List.of("b" + most, "b" + (most + 1))) {
            CommandFailed failed = rig.log.await(CommandFailed.class);
            assertThat(failed.legId()).isEqualTo(beyond);
            assertThat(failed.reason()).isEqualTo("call.too-many-legs");
        }
    }

    @Test
    void the_first_phone_to_answer_wins_and_the_other_is_told_to_stop() {
        SipPeer slow = rig.phone("slow").behaving(PeerManner.ringing());
        bob.behaving(PeerManner.answeringAfter(Duration.ofMillis(200)));
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(new Command.InviteParty(
                callId, "a", true, List.of(rig.target("b1", slow), rig.target("b2", bob)), EdgeRig.SHOWN));

        call.awaitAnswered();

        assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("b2");
        LegFailed stopped = rig.log.await(LegFailed.class);
        assertThat(stopped.legId()).isEqualTo("b1");
        assertThat(stopped.status()).isEqualTo(487);
    }

    @Test
    void a_phone_is_told_who_has_the_call_sent_on() {
        PeerCall call = alice.call(EdgeRig.uri("ben"));
        String callId = rig.log.await(InviteReceived.class).callId();

        rig.log.command(new Command.InviteParty(
                callId,
                "a",
                true,
                List.of(rig.target("b1", bob)),
                EdgeRig.SHOWN,
                null,
                "ben",
                List.of("anna", "cleo")));

        SipText invite = bob.awaitIncoming().invite();
        assertThat(invite.header("Diversion"))
                .isEqualTo("<sip:ben@acme.test>;reason=unconditional, <sip:cleo@acme.test>;reason=unconditional, "
                        + "<sip:anna@acme.test>;reason=unconditional");
        assertThat(invite.header("History-Info"))
                .isEqualTo("<sip:anna@acme.test>;index=1, <sip:cleo@acme.test;cause=302>;index=1.1;mp=1, "
                        + "<sip:ben@acme.test;cause=302>;index=1.1.1;mp=1.1, <"
                        + bob.contactUri() + ";cause=302>;index=1.1.1.1;mp=1.1.1");
        assertThat(invite.header("P-Asserted-Identity")).contains("sip:1001@acme.test");
        call.awaitAnswered();
    }
}
