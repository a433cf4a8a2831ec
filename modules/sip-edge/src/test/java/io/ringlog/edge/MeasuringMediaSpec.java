package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegsMeasured;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the media of a call gets through is told while it lasts and at its end. */
class MeasuringMediaSpec {

    private static final int SENT = 60;
    private static final int LEFT_OUT = 6;

    @TempDir
    Path folder;

    private EdgeRig rig;
    private RtpEar earOfAlice;
    private SipPeer alice;

    @BeforeEach
    void start() {
        rig = new EdgeRig(
                folder,
                config -> new EdgeConfig(
                        config.edge(),
                        config.dataFolder(),
                        config.sip(),
                        new EdgeConfig.Media(
                                "127.0.0.1",
                                "127.0.0.1",
                                0,
                                0,
                                1,
                                Duration.ofMinutes(1),
                                Duration.ofMillis(100),
                                Optional.empty()),
                        config.prompts(),
                        config.recordings(),
                        config.key(),
                        config.voice(),
                        EdgeRig.waits(Duration.ofSeconds(4), Duration.ofSeconds(5)),
                        config.limits()));
        earOfAlice = rig.ear(600);
        alice = rig.phone("alice").speaking(earOfAlice);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private void aliceLosesSome(String callId) {
        rig.awaitHeard(callId, "a", earOfAlice);
        earOfAlice.talk(SENT / 2);
        earOfAlice.leavesOut(LEFT_OUT);
        earOfAlice.talk(SENT / 2);
    }

    @Test
    void while_a_call_lasts_its_figures_are_told_again_and_again() {
        Talk talk = rig.answered(alice);
        aliceLosesSome(talk.callId());

        LegsMeasured told =
                rig.log.await(LegsMeasured.class, it -> it.media().getFirst().packets() > SENT);

        MediaFigures figures = told.media().getFirst();
        assertThat(told.callId()).isEqualTo(talk.callId());
        assertThat(figures.legId()).isEqualTo("a");
        assertThat(figures.lost()).isEqualTo(LEFT_OUT);
        assertThat(figures.lossPermille()).isBetween(60, 90);
        assertThat(figures.jitterUs()).isNotNull();
        assertThat(figures.mosX100()).isNotNull().isBetween(100, 440);
        assertThat(figures.peerLost()).isNull();
        assertThat(figures.peerMosX100()).isNull();
        assertThat(figures.roundTripUs()).isNull();
    }

    @Test
    void who_hangs_up_a_call_that_was_passed_on_brings_the_figures_of_both() {
        RtpEar earOfBob = rig.ear(1200);
        SipPeer bob = rig.phone("bob").speaking(earOfBob);
        Talk talk = rig.proxied(alice, bob);
        aliceLosesSome(talk.callId());
        rig.awaitHeard(talk.callId(), "b1", earOfBob);
        rig.log.await(
                LegsMeasured.class,
                it -> it.media().size() == 2 && it.media().getFirst().packets() > SENT);

        talk.caller().hangUp();

        LegEnded ended = rig.log.await(LegEnded.class);
        assertThat(ended.by()).isEqualTo(EndedBy.PARTY);
        assertThat(ended.media()).extracting(MediaFigures::legId).containsExactly("a", "b1");
        assertThat(ended.media()).extracting(MediaFigures::lost).containsExactly((long) LEFT_OUT, 0L);
        rig.awaitCount("legs.measured", 2);
        assertThat(rig.edge.status().counters()).containsEntry("packets.lost", (long) LEFT_OUT);
    }

    @Test
    void of_a_leg_that_nothing_came_from_nothing_is_told() {
        Talk talk = rig.answered(alice);
        rig.hangUp(talk.callId(), "a");
        assertThat(rig.log.await(LegEnded.class).media()).isNull();
        assertThat(rig.log.all(LegsMeasured.class)).isEmpty();
    }
}
