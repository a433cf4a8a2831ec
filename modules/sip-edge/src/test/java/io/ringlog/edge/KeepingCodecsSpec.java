package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerMedia;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller may speak some codecs alone: nothing else of the offer is passed on or answered. */
class KeepingCodecsSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;

    @BeforeEach
    void start() {
        rig = new EdgeRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    /** A call comes in and is to keep to these. */
    private String keeps(String... codecs) {
        String callId = rig.log.await(InviteReceived.class).callId();
        rig.log.command(new Command.KeepCodecs(callId, "a", List.of(codecs)));
        return callId;
    }

    private void passesOn(String callId, SipPeer to) {
        Target target = rig.target("b1", to);
        rig.log.command(new Command.InviteParty(
                callId, null, true, List.of(target), EdgeRig.SHOWN, EdgeRig.DOMAIN, null, null));
    }

    @Test
    void a_phone_is_offered_what_the_caller_may_speak() {
        SipPeer bob = rig.phone("bob");
        PeerCall call = rig.phone("alice").call("sip:bob@" + EdgeRig.DOMAIN);

        passesOn(keeps("g729", "pcma"), bob);

        call.awaitAnswered();
        assertThat(bob.awaitIncoming().remoteSdp()).contains(" RTP/AVP 8").doesNotContain("PCMU");
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void nobody_is_rung_who_could_be_offered_nothing() {
        SipPeer bob = rig.phone("bob");
        PeerCall call = rig.phone("alice").call("sip:bob@" + EdgeRig.DOMAIN);

        passesOn(keeps("g729"), bob);

        assertThat(rig.log.await(LegFailed.class).status()).isEqualTo(488);
        assertThat(bob.incomingWaiting()).isZero();
        call.cancel();
    }

    @Test
    void the_platform_answers_with_what_the_caller_may_speak() {
        PeerCall call = rig.phone("alice").call("sip:100@" + EdgeRig.DOMAIN);

        rig.log.command(new Command.AnswerLeg(keeps("pcma"), "a"));

        call.awaitAnswered();
        assertThat(call.remoteSdp()).contains(" RTP/AVP 8").doesNotContain("PCMU");
        call.hangUp();
        rig.awaitNoCalls();
    }

    /** A phone that speaks one codec more than it says, or another. */
    private static PeerMedia speaking(String formats) {
        PeerMedia all = PeerMedia.silent();
        return direction -> all.describe(direction).replace("RTP/AVP 0 8 101", "RTP/AVP " + formats);
    }

    private PeerCall answeredKeeping(String... codecs) {
        PeerCall call = rig.phone("alice").call("sip:100@" + EdgeRig.DOMAIN);
        rig.log.command(new Command.AnswerLeg(keeps(codecs), "a"));
        call.awaitAnswered();
        return call;
    }

    @Test
    void a_change_to_what_the_caller_may_not_speak_is_refused() {
        PeerCall call = answeredKeeping("pcma");

        assertThat(call.offer("sendrecv").status()).isEqualTo(200);
        assertThat(call.remoteSdp()).contains(" RTP/AVP 8").doesNotContain("PCMU");
        call.peer().speaking(speaking("0 101"));
        assertThat(call.offer("sendrecv").status()).isEqualTo(488);
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void a_change_that_the_platform_proposes_keeps_to_what_the_caller_may_speak() {
        PeerCall call = answeredKeeping("pcma");
        SipText asked =
                call.nextInside("INVITE").with("Contact", "<" + call.peer().contactUri() + ">");

        SipText offered = call.peer().request(asked);

        assertThat(offered.status()).isEqualTo(200);
        assertThat(offered.body()).contains(" RTP/AVP 8").doesNotContain("PCMU");
        call.acknowledge(offered);
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void a_caller_who_may_speak_nothing_of_ours_is_refused_and_the_log_is_told() {
        PeerCall call = rig.phone("alice").call("sip:100@" + EdgeRig.DOMAIN);

        rig.log.command(new Command.AnswerLeg(keeps("g729"), "a"));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.no-common-codec");
        assertThat(call.awaitFailed().status()).isEqualTo(488);
        rig.awaitNoCalls();
    }

    @Test
    void who_offers_nothing_is_offered_what_they_may_speak() {
        PeerCall call = rig.phone("alice")
                .speaking(PeerMedia.offeringNothing(rig.ear(440)))
                .call("sip:100@" + EdgeRig.DOMAIN);

        rig.log.command(new Command.AnswerLeg(keeps("pcma"), "a"));

        call.awaitAnswered();
        assertThat(call.remoteSdp()).contains(" RTP/AVP 8").doesNotContain("PCMU");
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void who_offers_nothing_and_may_speak_nothing_of_ours_is_refused() {
        PeerCall call = rig.phone("alice")
                .speaking(PeerMedia.offeringNothing(rig.ear(440)))
                .call("sip:100@" + EdgeRig.DOMAIN);

        rig.log.command(new Command.AnswerLeg(keeps("g729"), "a"));

        assertThat(call.awaitFailed().status()).isEqualTo(488);
        rig.awaitNoCalls();
    }
}
