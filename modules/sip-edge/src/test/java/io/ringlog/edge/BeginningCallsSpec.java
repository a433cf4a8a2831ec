package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegAnswered;
import io.ringlog.domain.journal.CallFact.LegChallenged;
import io.ringlog.domain.journal.CallFact.LegFailed;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Diverted;
import io.ringlog.domain.journal.Manner;
import io.ringlog.domain.journal.Shown;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that nobody called in on: the edge rings all parties with offers of its own. */
class BeginningCallsSpec {

    private static final String CALL = "call_begun";

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

    private void ring(@Nullable String onBehalfOf, Target target) {
        rig.log.command(new Command.InviteParty(
                CALL, onBehalfOf, false, List.of(target), EdgeRig.SHOWN, EdgeRig.DOMAIN, null, null));
    }

    private void answered(String legId) {
        rig.log.await(LegAnswered.class, fact -> fact.legId().equals(legId));
    }

    @Test
    void the_first_is_rung_for_nobody_and_joined_with_the_second() {
        RtpEar earOfAlice = rig.ear(440);
        RtpEar earOfBob = rig.ear(1200);
        SipPeer alice = rig.phone("alice").speaking(earOfAlice);
        SipPeer bob = rig.phone("bob").speaking(earOfBob);

        ring(null, rig.target("b1", alice));
        answered("b1");
        PeerCall atAlice = alice.awaitIncoming();
        assertThat(atAlice.invite().header("From")).contains("sip:1001@acme.test");
        ring("b1", rig.target("b2", bob));
        answered("b2");
        rig.log.command(EdgeRig.join(CALL, "b1", "b2"));
        rig.log.await(LegsJoined.class);
        assertThat(RtpEar.hearEachOther(earOfAlice, earOfBob)).isTrue();
        rig.hangUp(CALL, "b1", "b2");
        atAlice.awaitEnded();
        rig.awaitNoCalls();
        rig.awaitPorts(0);
    }

    @Test
    void when_one_of_its_phones_is_busy_the_next_is_rung_in_the_same_call() {
        SipPeer busy = rig.phone("busy").behaving(PeerManner.refusing(486));
        SipPeer alice = rig.phone("alice");
        ring(null, rig.target("b1", busy));
        rig.log.await(LegFailed.class, fact -> fact.legId().equals("b1"));
        rig.awaitNoCalls();

        ring(null, rig.target("b2", alice));

        answered("b2");
        rig.hangUp(CALL, "b2");
        alice.awaitIncoming().awaitEnded();
        rig.awaitNoCalls();
    }

    private static Shown mannered(List<String> codecs) {
        Manner manner = new Manner(codecs, List.of("Subject"), List.of("X-Customer: 4711: a"));
        return new Shown("4930100", null, "us.test", "+4930100", false, null, manner);
    }

    @Test
    void a_trunk_is_offered_what_it_may_be_in_its_order_and_sent_its_headers() {
        SipPeer carrier = rig.phone("carrier");
        Target target = rig.target("b1", carrier);

        ring(null, new Target("b1", target.contact(), mannered(List.of("g729", "pcma")), null));

        answered("b1");
        PeerCall call = carrier.awaitIncoming();
        assertThat(call.invite().header("X-Customer")).isEqualTo("4711: a");
        assertThat(call.remoteSdp()).contains(" RTP/AVP 8 101\r\n").doesNotContain("PCMU");
        rig.hangUp(CALL, "b1");
        call.awaitEnded();
    }

    @Test
    void a_trunk_that_may_be_offered_nothing_the_platform_speaks_is_not_rung() {
        SipPeer carrier = rig.phone("carrier");
        Target target = rig.target("b1", carrier);

        ring(null, new Target("b1", target.contact(), mannered(List.of("g729")), null));

        assertThat(rig.log.await(CommandFailed.class).reason()).isEqualTo("media.no-common-codec");
        assertThat(carrier.incomingWaiting()).isZero();
        rig.awaitNoCalls();
    }

    @Test
    void what_a_phone_says_goes_on_to_a_trunk_as_far_as_the_trunk_wants_it() {
        SipPeer carrier = rig.phone("carrier");
        PeerCall call = rig.phone("alice")
                .call(
                        "sip:4989@" + EdgeRig.DOMAIN,
                        List.of(new SipText.Header("Subject", "secret"), new SipText.Header("X-Kept", "yes")));
        String callId = rig.log.await(InviteReceived.class).callId();
        Target target = new Target("b1", rig.target("b1", carrier).contact(), mannered(List.of("pcma")), null);

        rig.log.command(new Command.InviteParty(
                callId, null, true, List.of(target), EdgeRig.SHOWN, EdgeRig.DOMAIN, null, null));

        call.awaitAnswered();
        PeerCall at = carrier.awaitIncoming();
        assertThat(at.invite().find("Subject")).isEmpty();
        assertThat(at.invite().header("X-Kept")).isEqualTo("yes");
        assertThat(at.invite().header("X-Customer")).isEqualTo("4711: a");
        assertThat(at.remoteSdp()).contains(" RTP/AVP 8").doesNotContain("PCMU");
        call.hangUp();
        rig.awaitNoCalls();
    }

    @Test
    void a_phone_that_says_nothing_the_trunk_may_hear_is_a_leg_that_fails() {
        SipPeer carrier = rig.phone("carrier");
        PeerCall call = rig.phone("alice").call("sip:4989@" + EdgeRig.DOMAIN);
        String callId = rig.log.await(InviteReceived.class).callId();
        Target target = new Target("b1", rig.target("b1", carrier).contact(), mannered(List.of("g729")), null);

        rig.log.command(new Command.InviteParty(
                callId, null, true, List.of(target), EdgeRig.SHOWN, EdgeRig.DOMAIN, null, null));

        assertThat(rig.log.await(LegFailed.class).status()).isEqualTo(488);
        assertThat(carrier.incomingWaiting()).isZero();
        call.cancel();
    }

    @Test
    void a_trunk_is_shown_who_calls_and_rung_again_with_credentials() {
        SipPeer carrier = rig.phone("carrier").behaving(call -> {
            if (call.invite().find("Proxy-Authorization").isEmpty()) {
                call.challenge("carrier.test");
            } else {
                call.answer();
            }
        });
        Target target = rig.target("b1", carrier);
        Shown nobody = new Shown(null, null, "us.test", "+4930123", true, new Diverted("+4930999", true, true));

        ring(null, new Target("b1", target.contact(), nobody, null));

        LegChallenged asked = rig.log.await(LegChallenged.class);
        assertThat(asked.challenges().getFirst().realm()).isEqualTo("carrier.test");
        assertThat(asked.requestUri()).isEqualTo(carrier.contactUri());
        rig.log.command(new Command.AuthorizeLeg(CALL, "b1", "Proxy-Authorization", "Digest username=\"acme\""));
        answered("b1");
        carrier.awaitIncoming();
        PeerCall second = carrier.awaitIncoming();
        assertThat(second.invite().header("From")).startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        assertThat(second.invite().header("P-Asserted-Identity")).isEqualTo("<sip:+4930123@us.test>");
        assertThat(second.invite().header("Privacy")).isEqualTo("id");
        assertThat(second.invite().header("Diversion")).isEqualTo("<sip:+4930999@us.test>;reason=unconditional");
        assertThat(second.invite().header("History-Info"))
                .isEqualTo("<sip:+4930999@us.test>;index=1, <" + carrier.contactUri() + ";cause=302>;index=1.1;mp=1");
        rig.hangUp(CALL, "b1");
        second.awaitEnded();
    }
}
