package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CallTakenOver;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegHeld;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.TalkSplit;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.media.audio.Prompts;
import io.ringlog.relay.LegCounters;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that were only passed on, then taken over, split, and joined again as a pure relay; talks of any calls. */
class TakingCallsOverSpec {
    private static final String TALK = "tk-1";

    @TempDir
    Path folder;

    private EdgeRig rig;
    private RtpEar earOfAlice;
    private RtpEar earOfBob;
    private SipPeer alice;
    private SipPeer bob;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        earOfAlice = rig.ear(440);
        earOfBob = rig.ear(1200);
        alice = rig.phone("alice").speaking(earOfAlice);
        bob = rig.phone("bob").speaking(earOfBob);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private Talk takenOver() {
        Talk talk = rig.proxied(alice, bob);
        takeOver(talk);
        return talk;
    }

    private void takeOver(Talk talk) {
        rig.log.command(new Command.TakeOver(talk.callId(), TALK));
        assertThat(rig.log.await(CallTakenOver.class).legs()).containsExactly("a", "b1");
    }

    private void split(Talk talk) {
        rig.log.command(new Command.SplitTalk(talk.callId(), TALK));
        assertThat(rig.log.await(TalkSplit.class).talkId()).isEqualTo(TALK);
    }

    private void join(Talk talk) {
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));
        assertThat(rig.log.await(LegsJoined.class).legs())
                .containsExactly(new LegRef(talk.callId(), "a"), new LegRef(talk.callId(), "b1"));
    }

    private void bothHearEachOther() {
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
    }

    private LegCounters counters(Talk talk, String leg) {
        return rig.edge.media().counters(talk.callId(), leg).orElseThrow();
    }

    @Test
    void one_party_hears_music_and_both_hear_each_other_again_without_the_engine() {
        Talk talk = rig.proxied(alice, bob);
        bothHearEachOther();
        int portOfAlice = earOfAlice.farPort();
        takeOver(talk);
        split(talk);
        rig.log.command(new Command.Play(talk.callId(), "a", "p1", List.of("confirm-accept"), true, null));
        assertThat(earOfAlice.hears(Prompts.firstNoteHz("confirm-accept"))).isTrue();

        join(talk);
        bothHearEachOther();
        LegCounters before = counters(talk, "a");
        bothHearEachOther();

        rig.awaitForwarded(talk.callId(), "a", before.forwardedOut());
        assertThat(counters(talk, "a").engineOut()).isEqualTo(before.engineOut());
        assertThat(counters(talk, "b1").engineOut()).isZero();
        assertThat(earOfAlice.farPort()).isEqualTo(portOfAlice);
        assertThat(alice.conversation()).noneMatch(line -> line.startsWith("<-- INVITE"));
    }

    @Test
    void each_leg_ends_by_itself_once_the_call_is_ours() {
        Talk talk = takenOver();

        assertThat(talk.called().hangUp().status()).isEqualTo(200);

        LegEnded first = rig.log.await(LegEnded.class);
        assertThat(first.legId()).isEqualTo("b1");
        assertThat(first.by()).isEqualTo(EndedBy.PARTY);
        assertThat(talk.caller().isEnded()).isFalse();
        rig.hangUp(talk.callId(), "a");
        talk.caller().awaitEnded();
        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.COMMAND);
        rig.awaitNoCalls();
    }

    @Test
    void a_hold_by_a_phone_is_answered_within_the_session_it_knows() {
        Talk talk = takenOver();
        String before = origin(talk.caller().awaitAnswered().body());

        String held = talk.caller().hold().body();

        assertThat(held).contains("a=recvonly");
        assertThat(rig.log.await(LegHeld.class).legId()).isEqualTo("a");
        assertThat(origin(held)).isEqualTo(next(before));
        assertThat(origin(talk.caller().resume().body())).isEqualTo(next(next(before)));
        assertThat(rig.log.await(LegHeld.class).held()).isFalse();
    }

    private static String origin(String sdp) {
        return sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
    }

    private static String next(String origin) {
        String[] parts = origin.split(" ");
        parts[2] = Long.toString(Long.parseLong(parts[2]) + 1);
        return String.join(" ", parts);
    }

    @Test
    void parties_who_may_speak_what_the_engine_cannot_are_offered_another_session() {
        RtpEar wideAlice = rig.ear(440, "9 0 8 101");
        RtpEar wideBob = rig.ear(1200, "9 0 101");
        Talk talk = rig.proxied(alice.speaking(wideAlice), bob.speaking(wideBob));

        takeOver(talk);

        assertThat(talk.caller().awaitChange().body()).contains("RTP/AVP 0 8 101", "a=sendrecv");
        assertThat(talk.called().awaitChange().body()).contains("RTP/AVP 0 8 101", "a=sendrecv");
        split(talk);
        rig.log.command(new Command.Play(talk.callId(), "b1", "p1", List.of("confirm-accept"), true, null));
        assertThat(wideBob.hears(Prompts.firstNoteHz("confirm-accept"))).isTrue();
    }

    @Test
    void a_change_that_the_other_party_refuses_leaves_the_talk_as_it_was() {
        bob.behaving(new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.answer();
            }

            @Override
            public void changed(PeerCall call) {
                call.refuseChange(488);
            }
        });
        Talk talk = rig.proxied(alice, bob);
        bothHearEachOther();

        assertThat(talk.caller().hold().status()).isEqualTo(488);

        bothHearEachOther();
    }

    @Test
    void a_party_that_leaves_before_the_other_has_chosen_is_in_no_talk() {
        alice.speaking(rig.ear(440, "9 0 8 101")).behaving(PeerManner.askingBeforeChanges());
        bob.speaking(rig.ear(1200, "9 0 101")).behaving(PeerManner.askingBeforeChanges());
        Talk talk = rig.proxied(alice, bob);
        rig.log.command(new Command.TakeOver(talk.callId(), TALK));
        talk.caller().awaitChange();
        talk.called().awaitChange();
        assertThat(talk.caller().hangUp().status()).isEqualTo(200);
        assertThat(rig.log.await(LegEnded.class).legId()).isEqualTo("a");
        rig.hangUp(talk.callId(), "b1");
        rig.awaitNoCalls();

        Talk another = rig.answered(rig.phone("carol").speaking(rig.ear(600)));
        rig.log.command(new Command.SplitTalk(another.callId(), TALK));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("talk.unknown");
    }

    @Test
    void a_party_held_by_the_other_is_free_again() {
        Talk talk = rig.proxied(alice, bob);
        talk.called().hold();
        talk.caller().awaitChange();
        rig.log.await(LegHeld.class);

        takeOver(talk);

        assertThat(talk.caller().awaitChange().body()).contains("a=sendrecv");
        assertThat(bob.conversation().stream().filter(line -> line.startsWith("<-- INVITE")))
                .hasSize(1);
        talk.called().resume();
        assertThat(rig.log.await(LegHeld.class).held()).isFalse();
        bothHearEachOther();
    }

    @Test
    void a_call_that_nobody_passed_on_cannot_be_taken_over() {
        Talk talk = rig.answered(alice);

        rig.log.command(new Command.TakeOver(talk.callId(), TALK));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("call.not-proxied");
        rig.log.command(new Command.SplitTalk(talk.callId(), TALK));
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("talk.unknown");
    }

    @Test
    void legs_of_a_call_that_is_only_passed_on_join_nothing() {
        Talk talk = rig.proxied(alice, bob);

        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("leg.not-talking");
    }

    @Test
    void parties_of_two_calls_talk_to_each_other() {
        Talk one = rig.answered(alice);
        Talk other = rig.answered(bob);
        LegRef a = new LegRef(one.callId(), "a");
        LegRef b = new LegRef(other.callId(), "a");

        rig.log.command(new Command.JoinLegs(one.callId(), TALK, List.of(a, b)));

        assertThat(rig.log.await(LegsJoined.class).legs()).containsExactly(a, b);
        bothHearEachOther();
        PeerCall left = other.caller();
        assertThat(one.caller().hangUp().status()).isEqualTo(200);
        assertThat(rig.log.await(LegEnded.class).callId()).isEqualTo(one.callId());
        assertThat(left.isEnded()).isFalse();
    }

    @Test
    void a_leg_of_a_call_at_another_edge_cannot_join_here() {
        Talk talk = rig.answered(alice);

        rig.log.command(new Command.JoinLegs(
                talk.callId(), TALK, List.of(new LegRef(talk.callId(), "a"), new LegRef("call_elsewhere", "a"))));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("talk.elsewhere");
    }
}
