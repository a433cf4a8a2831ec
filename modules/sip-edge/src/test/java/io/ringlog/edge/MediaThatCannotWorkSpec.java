package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call in which somebody could not hear or be heard is not taken, or ended as soon as that is seen. */
class MediaThatCannotWorkSpec {

    private static final PeerMedia NO_AUDIO = direction -> "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        alice = rig.phone("alice");
        bob = rig.phone("bob");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private void isEndedOnceAnswered() {
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        rig.fork(rig.log.await(InviteReceived.class).callId(), "b1", bob);
        call.awaitAnswered();

        assertThat(call.awaitEnded().header("Reason")).contains("media.no-usable-answer");
        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.SIGNALLING_FAILURE);
        rig.awaitNoCalls();
    }

    @Test
    void an_answer_without_audio_ends_a_proxied_call() {
        bob.speaking(NO_AUDIO);
        isEndedOnceAnswered();
    }

    @Test
    void an_answer_that_names_its_host_ends_a_proxied_call() {
        bob.speaking(rig.ear(1200).naming("localhost"));
        isEndedOnceAnswered();
    }

    @Test
    void an_offer_that_names_its_host_is_not_passed_on() {
        PeerCall call = alice.speaking(rig.ear(440).naming("localhost")).call(EdgeRig.uri("bob"));

        rig.fork(rig.log.await(InviteReceived.class).callId(), "b1", bob);

        assertThat(call.awaitFailed().status()).isEqualTo(488);
        assertThat(call.awaitFailed().header("Warning")).contains("media.no-address");
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.no-address");
        assertThat(bob.incomingWaiting()).isZero();
    }

    @Test
    void an_offer_that_names_its_host_is_not_answered_by_the_platform() {
        PeerCall call = alice.speaking(rig.ear(440).naming("localhost")).call(EdgeRig.uri("100"));

        rig.log.command(
                new Command.AnswerLeg(rig.log.await(InviteReceived.class).callId(), "a"));

        assertThat(call.awaitFailed().status()).isEqualTo(488);
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.no-address");
    }

    @Test
    void a_dialled_party_that_names_its_host_is_not_talked_to() {
        bob.speaking(rig.ear(1200).naming("localhost"));
        Talk talk = rig.answered(alice.speaking(rig.ear(440)));

        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("b1", bob)), EdgeRig.SHOWN));

        assertThat(rig.log.await(LegFailed.class).status()).isEqualTo(488);
    }
}
