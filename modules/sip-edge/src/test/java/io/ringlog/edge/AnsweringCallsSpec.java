package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegHeld;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.media.audio.Prompts;
import io.ringlog.relay.LegCounters;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that the platform answers: prompts, keys, and an agent to whom the caller is handed over. */
class AnsweringCallsSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private RtpEar earOfAlice;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        earOfAlice = rig.ear(440);
        alice = rig.phone("alice").speaking(earOfAlice);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private static Command.Gather gather(String callId, String prompt) {
        return new Command.Gather(callId, "a", "g1", List.of(prompt), 1, 4, "#", 3000, 2000, true, null, null);
    }

    @Test
    void a_prompt_is_heard_and_its_end_is_told() {
        Talk talk = rig.answered(alice);
        assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("a");

        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("confirm-accept"), false, null));

        assertThat(earOfAlice.hears(Prompts.firstNoteHz("confirm-accept"))).isTrue();
        PlaybackFinished finished = rig.log.await(PlaybackFinished.class);
        assertThat(finished.playbackId()).isEqualTo("p1");
        assertThat(finished.end()).isEqualTo(PlaybackEnd.FINISHED);
    }

    @Test
    void keys_cut_the_prompt_short_and_are_gathered() {
        Talk talk = rig.answered(alice);
        rig.log.command(gather(talk.callId(), "vm-greeting"));
        assertThat(earOfAlice.hears(Prompts.firstNoteHz("vm-greeting"))).isTrue();

        earOfAlice.press('4');
        earOfAlice.press('2');
        earOfAlice.press('#');

        DigitsGathered gathered = rig.log.await(DigitsGathered.class);
        assertThat(gathered.gatherId()).isEqualTo("g1");
        assertThat(gathered.digits()).isEqualTo("42");
        assertThat(gathered.end()).isEqualTo(GatherEnd.TERMINATOR);
        assertThat(rig.log.all(PlaybackFinished.class)).isEmpty();
    }

    @Test
    void keys_may_come_by_signalling_too() {
        Talk talk = rig.answered(alice);
        rig.log.command(gather(talk.callId(), "welcome"));
        earOfAlice.hears(Prompts.firstNoteHz("welcome"));

        talk.caller().digit('7');
        talk.caller().digit('#');

        assertThat(rig.log.await(DigitsGathered.class).digits()).isEqualTo("7");
    }

    @Test
    void nobody_types_anything() {
        Talk talk = rig.answered(alice);

        rig.log.command(new Command.Gather(talk.callId(), "a", "g1", List.of(), 1, 4, "#", 150, 100, true, null, null));

        assertThat(rig.log.await(DigitsGathered.class).end()).isEqualTo(GatherEnd.TIMEOUT);
    }

    @Test
    void a_caller_can_be_offered_to_one_more_however_many_have_missed_the_call() {
        SipPeer busy = rig.phone("busy").behaving(PeerManner.refusing(486));
        SipPeer bob = rig.phone("bob");
        Talk talk = rig.answered(alice);
        int most = EdgeConfig.Limits.standard().legsPerCall();
        for (int i = 1; i <= most; i++) {
            String leg = "b" + i;
            rig.log.command(
                    new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target(leg, busy)), EdgeRig.SHOWN));
            rig.log.await(LegFailed.class, fact -> fact.legId().equals(leg));
        }

        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("last", bob)), EdgeRig.SHOWN));

        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("last"));
    }

    @Test
    void of_two_that_answer_at_once_the_second_is_acknowledged_and_ended_for_that_reason() {
        SipPeer bob = rig.phone("bob").behaving(PeerManner.ringing());
        SipPeer carol = rig.phone("carol").behaving(PeerManner.ringing());
        Talk talk = rig.answered(alice);
        rig.log.command(new Command.InviteParty(
                talk.callId(), "a", false, List.of(rig.target("b1", bob), rig.target("b2", carol)), EdgeRig.SHOWN));
        PeerCall atBob = bob.awaitIncoming();
        PeerCall atCarol = carol.awaitIncoming();
        atBob.answer();
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("b1"));

        atCarol.answer();

        LegFailed late = rig.log.await(LegFailed.class);
        assertThat(late.legId()).isEqualTo("b2");
        assertThat(late.status()).isEqualTo(487);
        assertThat(late.reason()).isEqualTo("call.answered-elsewhere");
        atCarol.awaitAcknowledged();
        assertThat(atCarol.awaitEnded().header("Reason")).isEqualTo("Q.850;cause=26;text=\"call.answered-elsewhere\"");
        assertThat(atBob.isEnded()).isFalse();
    }

    @Test
    void a_phone_that_stops_ringing_is_told_that_another_answered() {
        SipPeer late = rig.phone("late").behaving(PeerManner.ringing());
        Talk talk = rig.answered(alice);
        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("b", late)), EdgeRig.SHOWN));
        PeerCall ringing = late.awaitIncoming();

        rig.log.command(new Command.CancelLegs(talk.callId(), List.of("b"), "call.answered-elsewhere"));

        assertThat(ringing.awaitCancelled().header("Reason"))
                .isEqualTo("SIP;cause=200;text=\"Call completed elsewhere\"");
    }

    @Test
    void a_caller_is_handed_to_an_agent_and_the_engine_leaves() {
        RtpEar earOfBob = rig.ear(1200);
        SipPeer bob = rig.phone("bob").speaking(earOfBob);
        Talk talk = rig.answered(alice);
        rig.log.command(new Command.Play(talk.callId(), "a", "music", List.of("moh"), true, null));
        earOfAlice.talk(3);
        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("b1", bob)), EdgeRig.SHOWN));
        PeerCall atBob = bob.awaitIncoming();
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("b1"));
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));
        rig.log.await(LegsJoined.class);
        assertThat(rig.log.await(PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.STOPPED);
        LegCounters before = rig.edge.media().counters(talk.callId(), "a").orElseThrow();

        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
        rig.awaitForwarded(talk.callId(), "a", before.forwardedOut());
        LegCounters after = rig.edge.media().counters(talk.callId(), "a").orElseThrow();
        assertThat(after.engineOut()).isEqualTo(before.engineOut());
        assertThat(after.forwardedOut()).isGreaterThan(before.forwardedOut());
        assertThat(atBob.invite().header("From")).contains("\"Alice\"").contains("sip:1001@acme.test");

        atBob.hangUp();
        LegEnded ended = rig.log.await(LegEnded.class);
        assertThat(ended.legId()).isEqualTo("b1");
        assertThat(ended.by()).isEqualTo(EndedBy.PARTY);
        assertThat(talk.caller().isEnded()).isFalse();
        rig.hangUp(talk.callId(), "a");
        talk.caller().awaitEnded();
    }

    @Test
    void a_bridged_party_can_hold() {
        SipPeer bob = rig.phone("bob");
        Talk talk = rig.answered(alice);
        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("b1", bob)), EdgeRig.SHOWN));
        PeerCall atBob = bob.awaitIncoming();
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("b1"));
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));
        rig.log.await(LegsJoined.class);

        assertThat(atBob.hold().body()).contains("a=recvonly");

        LegHeld held = rig.log.await(LegHeld.class);
        assertThat(held.legId()).isEqualTo("b1");
        assertThat(held.held()).isTrue();
    }

    @Test
    void a_caller_who_offers_nothing_is_offered_a_session_and_answers_it_in_the_ack() {
        Talk talk = rig.answered(alice.speaking(PeerMedia.offeringNothing(earOfAlice)));
        assertThat(talk.caller().invite().body()).isEmpty();
        assertThat(talk.caller().awaitAnswered().body()).contains("PCMU/8000", "PCMA/8000", "telephone-event/8000");

        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("confirm-accept"), true, null));

        assertThat(earOfAlice.hears(Prompts.firstNoteHz("confirm-accept"))).isTrue();
    }

    @Test
    void an_answer_in_the_ack_without_a_codec_in_common_ends_the_call() {
        RtpEar gsm = new RtpEar(440, "3");
        SipPeer old = rig.phone("old").speaking(PeerMedia.offeringNothing(gsm));
        Talk talk = rig.answered(old);

        talk.caller().awaitEnded();

        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.SIGNALLING_FAILURE);
        gsm.close();
    }

    @Test
    void a_caller_without_a_codec_in_common_is_refused() {
        RtpEar gsm = new RtpEar(440, "3");
        SipPeer old = rig.phone("old").speaking(gsm);
        PeerCall call = old.call(EdgeRig.uri("100"));
        String callId = rig.log.await(InviteReceived.class).callId();

        rig.log.command(new Command.AnswerLeg(callId, "a"));

        assertThat(call.awaitFailed().status()).isEqualTo(488);
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.no-common-codec");
        gsm.close();
    }

    @Test
    void a_missing_sound_is_told_and_another_is_heard_to_its_end() {
        Talk talk = rig.answered(alice);

        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("media_missing"), false, null));

        assertThat(rig.log.await(CallFact.MediaMissing.class).mediaId()).isEqualTo("media_missing");
        assertThat(rig.log.await(PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.FINISHED);
    }

    @Test
    void music_stops_when_the_log_says_so() {
        Talk talk = rig.answered(alice);
        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("moh"), true, null));

        rig.log.command(new Command.StopMedia(talk.callId(), "a"));

        assertThat(rig.log.await(PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.STOPPED);
    }
}
