package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CallTakenOver;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller that the called party is shown under another name than it gave itself. */
class ShowingCallersSpec {
    private static final String SHOWN = "\"Front Desk\" <sip:100@acme.test>";

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");

    @BeforeEach
    void show() {
        edge.routing(this::toBob);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private void toBob(InviteReceived invite) {
        edge.node.proxy(
                invite.callId(),
                List.of(TestEdge.target("B", edge.contacts.get("bob"))),
                ProxyOptions.plain().showing(SHOWN).removing(List.of("Remote-Party-ID")));
    }

    private PeerCall call() {
        return alice.call("sip:bob@acme.test", List.of(new SipText.Header("Remote-Party-ID", "<sip:boss@acme.test>")));
    }

    @Test
    void each_party_sees_the_caller_by_the_name_it_knows_all_through_the_call() {
        PeerCall call = call();
        SipText ok = call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        String tag = ";tag=" + call.invite().fromTag();

        assertThat(atBob.invite().header("From")).isEqualTo(SHOWN + tag);
        assertThat(atBob.invite().find("Remote-Party-ID")).isEmpty();
        assertThat(ok.header("From")).isEqualTo(call.invite().header("From"));
        assertThat(atBob.awaitAcknowledged().header("From")).isEqualTo(SHOWN + tag);

        assertThat(call.hold().header("From")).isEqualTo(call.invite().header("From"));
        assertThat(atBob.awaitChange().header("From")).isEqualTo(SHOWN + tag);

        assertThat(atBob.hold().header("To")).isEqualTo(SHOWN + tag);
        assertThat(call.awaitChange().header("To")).isEqualTo(call.invite().header("From"));
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(atBob.awaitEnded().header("From")).isEqualTo(SHOWN + tag);
    }

    @Test
    void a_caller_that_gives_up_is_understood_by_both() {
        bob.behaving(PeerManner.ringing());
        PeerCall call = call();
        assertThat(call.awaitRinging().header("From")).isEqualTo(call.invite().header("From"));

        call.cancel();

        assertThat(bob.awaitIncoming().awaitCancelled().header("From")).startsWith(SHOWN);
        assertThat(call.awaitFailed().status()).isEqualTo(487);
    }

    @Test
    void the_name_stays_when_the_call_becomes_ours() {
        PeerCall call = call();
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        String callId = edge.await(LegAnswered.class).callId();
        edge.node.takeOver(callId);
        edge.await(CallTakenOver.class);

        edge.node.hangUp(callId, "B", HangUp.normal());
        edge.node.hangUp(callId, "A", HangUp.normal());

        assertThat(atBob.awaitEnded().header("From")).startsWith(SHOWN);
        assertThat(call.awaitEnded().header("To")).isEqualTo(call.invite().header("From"));
    }
}
