package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegEnded;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.journal.OfferedEncryption;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys between an edge and each party: its own for each, and none of them in the log. */
class EncryptingCallsSpec {
    private static final String SUITE = "AES_CM_128_HMAC_SHA1_80";
    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final String CRYPTO = "a=crypto:5 " + SUITE + " inline:" + KEY + "\r\n";

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;
    private String callId = "";

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

    private static PeerMedia under(String protocol, String crypto) {
        PeerMedia plain = PeerMedia.silent();
        return direction -> plain.describe(direction).replace("RTP/AVP", protocol) + crypto;
    }

    private PeerCall calling(String protocol, OfferedEncryption told) {
        PeerCall call = alice.speaking(under(protocol, CRYPTO)).call(EdgeRig.uri("bob"));
        InviteReceived invite = rig.log.await(InviteReceived.class);
        assertThat(invite.encryption()).isEqualTo(told);
        callId = invite.callId();
        return call;
    }

    private static String sdp(PeerCall call) {
        return Objects.requireNonNull(call.remoteSdp());
    }

    private void noKeyIsInTheLog(PeerCall call) {
        String ours = sdp(call).replaceAll("(?s).*inline:(\\S+).*", "$1");
        assertThat(ours).isNotEqualTo(KEY).hasSize(40);
        assertThat(rig.log.inputs().toString()).doesNotContain(KEY, ours);
    }

    @Test
    void the_platform_answers_under_a_key_of_its_own() {
        PeerCall call = calling("RTP/SAVP", OfferedEncryption.REQUIRED);
        rig.log.command(new Command.AnswerLeg(callId, "a"));
        call.awaitAnswered();

        assertThat(sdp(call)).contains(" RTP/SAVP ", "a=crypto:5 " + SUITE + " inline:");
        noKeyIsInTheLog(call);
        assertThat(call.offer("sendrecv").status()).isEqualTo(200);
        alice.speaking(PeerMedia.silent());
        assertThat(call.offer("sendrecv").status()).as("back to the clear").isEqualTo(488);
        call.hangUp();
        List<MediaFigures> media =
                Objects.requireNonNull(rig.log.await(LegEnded.class).media());
        assertThat(media).singleElement().extracting(MediaFigures::srtpSuite).isEqualTo(SUITE);
    }

    @Test
    void a_call_that_is_passed_on_is_in_the_clear_on_the_other_side() {
        PeerCall call = calling("RTP/SAVP", OfferedEncryption.REQUIRED);
        rig.fork(callId, "b1", bob);
        call.awaitAnswered();

        assertThat(bob.awaitIncoming().invite().body()).contains(" RTP/AVP ").doesNotContain("crypto");
        assertThat(sdp(call)).contains(" RTP/SAVP ", "a=crypto:5 " + SUITE + " inline:");
        noKeyIsInTheLog(call);
        assertThat(call.offer("sendrecv").status()).isEqualTo(200);
        alice.speaking(PeerMedia.silent());
        assertThat(call.offer("sendrecv").status()).as("back to the clear").isEqualTo(488);
    }

    @Test
    void who_has_to_encrypt_and_does_not_is_hung_up() {
        PeerCall call = calling("RTP/AVP", OfferedEncryption.OPTIONAL);
        Contact over = new Contact(bob.contactUri(), "edge1", "tls", null, "127.0.0.1", bob.localPort(), false, null);
        var target = new Command.Target("b1", over, null, null, MediaEncryption.REQUIRED);
        rig.log.command(new Command.InviteParty(callId, "a", true, List.of(target), EdgeRig.SHOWN));

        PeerCall at = bob.awaitIncoming();
        assertThat(at.invite().body())
                .contains(" RTP/SAVP ", "a=crypto:1 ", "a=crypto:2 ")
                .doesNotContain(KEY);
        at.awaitEnded();
        call.awaitEnded();
    }

    @Test
    void who_stays_in_the_clear_is_answered_there() {
        PeerCall call = calling("RTP/AVP", OfferedEncryption.OPTIONAL);
        rig.log.command(new Command.KeepMediaClear(callId));
        rig.log.command(new Command.AnswerLeg(callId, "a"));
        call.awaitAnswered();

        assertThat(sdp(call)).contains(" RTP/AVP ").doesNotContain("crypto");
    }

    @Test
    void who_stays_encrypted_is_not_answered_in_the_clear() {
        PeerMedia plain = PeerMedia.silent();
        String encrypted = "m=audio 40002 RTP/SAVP 96\r\na=rtpmap:96 opus/48000/2\r\n" + CRYPTO;
        PeerCall call = alice.speaking(direction -> plain.describe(direction) + encrypted)
                .call(EdgeRig.uri("bob"));
        InviteReceived invite = rig.log.await(InviteReceived.class);
        assertThat(invite.encryption()).isEqualTo(OfferedEncryption.OPTIONAL);
        rig.log.command(new Command.KeepMediaEncrypted(invite.callId()));
        rig.log.command(new Command.AnswerLeg(invite.callId(), "a"));

        assertThat(call.awaitFailed().header("Warning")).contains("media.encryption-required");
        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.encryption-required");
    }

    @Test
    void a_key_is_not_sent_where_others_read_it() {
        PeerCall call = calling("RTP/SAVP", OfferedEncryption.REQUIRED);
        rig.log.command(new Command.AnswerLeg(callId, "a"));
        call.awaitAnswered();
        var target = new Command.Target("b1", rig.target("b1", bob).contact(), null, null, MediaEncryption.REQUIRED);
        rig.log.command(new Command.InviteParty(callId, "a", false, List.of(target), EdgeRig.SHOWN));

        LegFailed failed = rig.log.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(488);
        assertThat(failed.reason()).isEqualTo("media.encryption-not-over-tls");
    }

    @Test
    void what_is_dialled_may_be_encrypted_where_it_is_safe() {
        PeerCall call = calling("RTP/SAVP", OfferedEncryption.REQUIRED);
        rig.log.command(new Command.AnswerLeg(callId, "a"));
        call.awaitAnswered();
        Contact over = new Contact(bob.contactUri(), "edge1", "tls", null, "127.0.0.1", bob.localPort(), false, null);
        for (String leg : List.of("b1", "b2")) {
            Contact contact = leg.equals("b1") ? over : rig.target(leg, bob).contact();
            var target = new Command.Target(leg, contact, null, null, MediaEncryption.OPTIONAL);
            rig.log.command(new Command.InviteParty(callId, "a", false, List.of(target), EdgeRig.SHOWN));
            String offer = bob.awaitIncoming().invite().body();
            assertThat(offer).contains(" RTP/AVP ");
            assertThat(offer.contains("a=crypto:")).as(leg).isEqualTo(leg.equals("b1"));
        }
    }
}
