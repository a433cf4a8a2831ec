package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.Replacing;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An INVITE with Replaces (RFC 3891) tells the log whose place in which call is meant. */
class TakingAPlaceSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;
    private SipPeer carol;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
        alice = rig.phone("alice").speaking(rig.ear(440));
        bob = rig.phone("bob").speaking(rig.ear(700));
        carol = rig.phone("carol").speaking(rig.ear(1200));
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private Replacing replaced(PeerCall call, String toTag, String fromTag, String more) {
        String named = call.callId() + ";to-tag=" + toTag + ";from-tag=" + fromTag + more;
        carol.call(EdgeRig.uri("bob"), List.of(new Header("Require", "replaces"), new Header("Replaces", named)));
        return rig.log.await(InviteReceived.class, it -> it.replacing() != null).replacing();
    }

    @Test
    void a_party_of_a_talk_is_named_by_its_own_tag_first() {
        Talk talk = rig.proxied(alice, bob);
        String ofAlice = talk.caller().invite().fromTag();
        String ofBob = talk.caller().awaitAnswered().toTag();

        assertThat(replaced(talk.caller(), ofAlice, ofBob, ""))
                .isEqualTo(new Replacing(new LegRef(talk.callId(), "b1"), false));
    }

    @Test
    void a_phone_that_rings_is_named_too() {
        bob.behaving(PeerManner.ringing());
        PeerCall call = alice.call(EdgeRig.uri("bob"));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.fork(callId, "b1", bob);
        SipText ringing = call.awaitRinging();

        assertThat(replaced(call, call.invite().fromTag(), ringing.toTag(), ";early-only"))
                .isEqualTo(new Replacing(new LegRef(callId, "b1"), true));
    }

    @Test
    void a_dialog_of_nobody_here_is_nobodys() {
        Talk talk = rig.proxied(alice, bob);

        assertThat(replaced(talk.caller(), "x", "y", "")).isEqualTo(new Replacing(null, false));
    }
}
