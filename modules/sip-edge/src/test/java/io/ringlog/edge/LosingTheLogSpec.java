package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls in progress do not need the log; what happened meanwhile is told later, in order. */
class LosingTheLogSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;

    @BeforeEach
    void start() {
        rig = new EdgeRig(
                folder,
                config -> config.with(EdgeRig.waits(Duration.ofMillis(300), Duration.ofMillis(300)))
                        .with(EdgeRig.impatient()));
        alice = rig.phone("alice");
        bob = rig.phone("bob");
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private List<Long> numbers(long epoch) {
        return rig.log.all(EdgeFact.class).stream()
                .map(EdgeFact::stamp)
                .filter(stamp -> stamp.epoch() == epoch)
                .map(stamp -> stamp.seq())
                .toList();
    }

    @Test
    void a_talk_goes_on_and_its_end_is_told_when_the_log_is_back() {
        Talk talk = rig.proxied(alice, bob);
        rig.log.goesAway();

        talk.caller().hold();
        talk.caller().resume();
        assertThat(alice.call(EdgeRig.uri("bob")).awaitFailed().status()).isEqualTo(503);
        assertThat(talk.caller().hangUp().status()).isEqualTo(200);
        assertThat(rig.log.all(LegEnded.class)).isEmpty();
        rig.log.comesBack();

        LegEnded end = rig.log.await(LegEnded.class, fact -> fact.by() == EndedBy.PARTY);
        assertThat(end.callId()).isEqualTo(talk.callId());
        List<Long> numbers = numbers(rig.edge.epoch());
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    @Test
    void what_the_log_did_not_hear_survives_a_restart_of_the_edge() {
        long first = rig.edge.epoch();
        Talk talk = rig.proxied(alice, bob);
        rig.log.goesAway();
        talk.caller().hangUp();
        rig.stop();
        rig.log.comesBack();
        rig.restart();

        LegEnded end = rig.log.await(LegEnded.class);
        assertThat(end.stamp().epoch()).isEqualTo(first);
        rig.log.await(EdgeLifecycle.EdgeLost.class);
        EdgeLifecycle.EdgeStarted again = rig.log.await(EdgeLifecycle.EdgeStarted.class);
        assertThat(again.epoch()).isGreaterThan(first);
    }

    @Test
    void a_party_whose_peer_has_gone_is_let_go_when_nobody_can_say_what_to_do() {
        Talk talk = rig.answered(alice);
        rig.log.command(
                new Command.InviteParty(talk.callId(), "a", false, List.of(rig.target("b1", bob)), EdgeRig.SHOWN));
        PeerCall atBob = bob.awaitIncoming();
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("b1"));
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b1"));
        rig.log.await(LegsJoined.class);
        rig.log.goesAway();

        atBob.hangUp();

        assertThat(talk.caller().awaitEnded().header("Reason")).contains("log.silent");
        rig.log.comesBack();
        LegEnded second = rig.log.await(LegEnded.class, fact -> fact.legId().equals(CallFact.CALLER));
        assertThat(second.by()).isEqualTo(EndedBy.SIGNALLING_FAILURE);
    }

    @Test
    void an_edge_that_was_given_up_ends_its_legs_when_it_hears_of_it() {
        Talk talk = rig.proxied(alice, bob);

        rig.log.command(new Command.HangUpLegs(talk.callId(), List.of(CallFact.CALLER, "b1"), "edge_lost"));

        assertThat(talk.caller().awaitEnded().header("Reason")).contains("edge_lost");
        assertThat(talk.called().awaitEnded().header("Reason")).contains("edge_lost");
        assertThat(rig.log.await(LegEnded.class).by()).isEqualTo(EndedBy.COMMAND);
    }

    @Test
    void a_clean_stop_ends_the_calls_and_says_goodbye() {
        Talk talk = rig.proxied(alice, bob);

        rig.stop();

        assertThat(talk.caller().awaitEnded().header("Reason")).contains("node.stopped");
        assertThat(rig.log.all(LegEnded.class)).extracting(LegEnded::by).containsOnly(EndedBy.NODE_STOPPED);
        assertThat(rig.log.inputs().getLast())
                .isEqualTo(new EdgeLifecycle.EdgeLost("edge1", rig.edge.epoch(), "stopped"));
        assertThat(rig.log.heartbeats.getLast().leaving()).isTrue();
        rig.restart();
    }
}
