package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.TalkSplit;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.edge.EdgeRig.Talk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that the log mixes: who hears whom, and what the log hears of it. */
class ConferringSpec {
    private static final String ROOM = "tk-room";

    @TempDir
    Path folder;

    private EdgeRig rig;
    private RtpEar earOfAlice;
    private RtpEar earOfBob;
    private Talk alice;
    private Talk bob;

    @BeforeEach
    void two_have_called_the_platform() {
        rig = new EdgeRig(folder);
        earOfAlice = rig.ear(440);
        earOfBob = rig.ear(1200);
        alice = rig.answered(rig.phone("alice").speaking(earOfAlice));
        bob = rig.answered(rig.phone("bob").speaking(earOfBob));
        rig.awaitHeard(alice.callId(), "a", earOfAlice);
        rig.awaitHeard(bob.callId(), "a", earOfBob);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private void mix(Talk who, boolean muted) {
        rig.log.command(new Command.MixLeg(who.callId(), ROOM, "a", muted));
        assertThat(rig.log.await(LegsJoined.class).legs()).containsExactly(new LegRef(who.callId(), "a"));
    }

    private boolean hears(RtpEar listener, RtpEar speaker, double hz) {
        boolean heard = false;
        for (int round = 0; round < 5 && !heard; round++) {
            speaker.talk(5);
            heard = listener.hears(hz);
        }
        return heard;
    }

    @Test
    void two_calls_are_mixed_leg_by_leg_and_a_muted_one_is_heard_when_it_is_unmuted() {
        mix(alice, false);
        mix(bob, true);
        assertThat(hears(earOfBob, earOfAlice, 440)).isTrue();
        earOfBob.talk(20);
        assertThat(earOfAlice.hears(1200)).isFalse();

        rig.log.command(new Command.MuteLeg(bob.callId(), "a", false));

        assertThat(hears(earOfAlice, earOfBob, 1200)).isTrue();
        rig.awaitCount("legs.mixed", 2);
    }

    @Test
    void all_hear_a_sound_and_one_that_is_not_there_is_built_in() {
        mix(alice, false);

        rig.log.command(new Command.PlayToTalk(alice.callId(), ROOM, "no-such-sound"));

        assertThat(earOfAlice.hears(1000)).isTrue();
        rig.log.command(new Command.PlayToTalk(alice.callId(), "no such talk", "beep"));
        rig.log.command(new Command.SplitTalk(alice.callId(), ROOM));
        assertThat(rig.log.await(TalkSplit.class).talkId()).isEqualTo(ROOM);
    }

    @Test
    void a_leg_that_is_not_there_cannot_be_mixed() {
        rig.log.command(new Command.MixLeg(alice.callId(), ROOM, "b9", false));
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("leg.not-talking");
        rig.log.command(new Command.MixLeg("call_none", ROOM, "a", false));
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("call.unknown");
        rig.log.command(new Command.MuteLeg("call_none", "a", true));
        rig.log.command(new Command.PlayToTalk("call_none", ROOM, "beep"));
        mix(alice, false);
    }
}
