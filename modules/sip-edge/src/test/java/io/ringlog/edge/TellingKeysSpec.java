package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a talk that the platform joined, keys cross between a phone that knows INFO alone and one with RFC 4733. */
class TellingKeysSpec {
    private static final String PLAIN = "INVITE, ACK, CANCEL, BYE";

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
        earOfAlice = rig.ear(440, "0 8");
        earOfBob = rig.ear(1200);
        alice = rig.phone("alice").speaking(earOfAlice);
        bob = rig.phone("bob").speaking(earOfBob);
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    private PeerCall talking(String allow) {
        PeerCall call = alice.call(EdgeRig.uri("bob"), List.of(new Header("Allow", allow)));
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(new Command.AnswerLeg(callId, "a"));
        call.awaitAnswered();
        rig.log.command(new Command.InviteParty(
                callId, "a", false, List.of(rig.target("b1", bob)), new CallerId("alice", null)));
        bob.awaitIncoming().awaitAcknowledged();
        rig.log.await(LegAnswered.class, it -> it.legId().equals("b1"));
        rig.log.command(EdgeRig.join(callId, "a", "b1"));
        rig.log.await(LegsJoined.class);
        rig.awaitHeard(callId, "a", earOfAlice);
        rig.awaitHeard(callId, "b1", earOfBob);
        return call;
    }

    @Test
    void a_key_by_info_is_a_telephone_event_at_the_other_phone() {
        PeerCall call = talking(PLAIN + ", INFO");

        assertThat(call.digit('7').status()).isEqualTo(200);
        assertThat(earOfBob.hearsKey()).isEqualTo('7');
        call.digit('*');
        assertThat(earOfBob.hearsKey()).isIn('7', '*');
    }

    @Test
    void a_telephone_event_is_an_info_at_a_phone_without_them() {
        PeerCall call = talking(PLAIN + ", INFO");

        earOfBob.press('3');

        SipText info = call.awaitOther();
        assertThat(info.method()).isEqualTo("INFO");
        assertThat(info.header("Content-Type")).isEqualTo("application/dtmf-relay");
        assertThat(info.body()).isEqualTo("Signal=3\r\nDuration=80\r\n");
        rig.awaitCount("keys.told-by-info", 1);
    }

    @Test
    void a_phone_that_takes_neither_is_told_nothing_and_that_is_counted() {
        talking(PLAIN);

        earOfBob.press('3');

        rig.awaitCount("keys.untold", 1);
    }
}
