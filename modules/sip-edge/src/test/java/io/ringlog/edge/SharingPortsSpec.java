package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media ports are taken per side of a call, not per contact that is rung. */
class SharingPortsSpec {

    private static final int CONTACTS = 8;
    private static final long ONE_FOR_EACH_SIDE = 2;

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;
    private RtpEar earOfAlice;
    private RtpEar earOfBob;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        earOfAlice = rig.ear(440);
        earOfBob = rig.ear(1200);
        alice = rig.phone("alice").speaking(earOfAlice);
        bob = rig.phone("bob").speaking(earOfBob).behaving(PeerManner.ringing());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    /** Bob's phone, and so many that do not answer. */
    private List<Target> contacts() {
        SipPeer stale = rig.phone("stale").behaving(PeerManner.ringing());
        List<Target> all = new ArrayList<>();
        for (int i = 1; i < CONTACTS; i++) {
            all.add(rig.target("b" + i, stale));
        }
        all.add(rig.target("b" + CONTACTS, bob));
        return all;
    }

    private long used() {
        return rig.edge.status().counters().get("ports.used");
    }

    private void assertHearEachOther(String callId, String winner) {
        rig.awaitHeard(callId, "a", earOfAlice);
        rig.awaitHeard(callId, winner, earOfBob);
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
    }

    @Test
    void a_user_with_eight_contacts_costs_no_more_ports_than_one() {
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(new Command.InviteParty(callId, "a", true, contacts(), EdgeRig.SHOWN));
        PeerCall atBob = bob.awaitIncoming();

        assertThat(used()).isEqualTo(ONE_FOR_EACH_SIDE);

        atBob.answer();
        call.awaitAnswered();
        assertThat(rig.log.await(LegAnswered.class).legId()).isEqualTo("b" + CONTACTS);
        assertHearEachOther(callId, "b" + CONTACTS);
        call.hangUp();
        rig.awaitNoCalls();
        rig.awaitPorts(0);
    }

    @Test
    void so_it_is_when_the_platform_dials_them() {
        Talk talk = rig.answered(alice);
        rig.log.command(new Command.InviteParty(talk.callId(), "a", false, contacts(), EdgeRig.SHOWN));
        PeerCall atBob = bob.awaitIncoming();

        assertThat(used()).isEqualTo(ONE_FOR_EACH_SIDE);

        atBob.answer();
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals("b" + CONTACTS));
        rig.log.command(EdgeRig.join(talk.callId(), "a", "b" + CONTACTS));
        rig.log.await(LegsJoined.class);
        assertHearEachOther(talk.callId(), "b" + CONTACTS);
    }
}
