package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.edge.EdgeRig.Talk;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edge that is about to be stopped: calls come to their end, none begins, nobody has to register anew. */
class DrainingSpec {

    @TempDir
    Path folder;

    private EdgeRig rig;
    private SipPeer alice;
    private SipPeer bob;

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

    @Test
    void a_new_call_is_told_to_come_back_later() {
        rig.edge.drain();

        SipText refused = alice.call(EdgeRig.uri("bob")).awaitFailed();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        assertThat(rig.edge.liveCalls()).isZero();
    }

    @Test
    void a_live_call_is_held_resumed_and_hung_up_as_ever() {
        Talk talk = rig.proxied(alice, bob);
        rig.edge.drain();

        assertThat(talk.caller().hold().status()).isEqualTo(200);
        assertThat(talk.caller().resume().status()).isEqualTo(200);
        assertThat(talk.caller().hangUp().status()).isEqualTo(200);
    }

    @Test
    void the_reason_is_said_in_words() {
        rig.proxied(alice, bob);
        rig.edge.drain();

        assertThat(rig.edge.trouble()).contains("drains: it takes no new calls and has 1 live ones");
        assertThat(rig.edge.status().ready()).isFalse();
    }
}
