package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.wire.DirectoryEntry.DomainEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import io.ringlog.wire.DirectoryEntry.TrunkEntry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who belongs to nobody gets no further than the door; who comes from a trunk need not knock. */
class TurningStrangersAwaySpec {

    @TempDir
    Path folder;

    private EdgeRig rig;

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void a_foreign_domain_is_not_found_without_the_brain() {
        rig = new EdgeRig(folder);

        PeerCall call = rig.phone("eve", "nowhere.test").call("sip:1@nowhere.test");

        assertThat(call.awaitFailed().status()).isEqualTo(404);
        InviteReceived told = rig.log.await(InviteReceived.class);
        assertThat(told.fromDomain()).isEqualTo("nowhere.test");
        assertThat(told.auth()).isNull();
        rig.awaitNoCalls();
    }

    @Test
    void a_flood_from_one_address_is_dropped_at_the_configured_rate() {
        rig = new EdgeRig(folder, config -> config.with(EdgeRig.invitesPerSource(2)));
        SipPeer eve = rig.phone("eve", "nowhere.test");
        for (int i = 0; i < 20; i++) {
            eve.call("sip:1@nowhere.test");
        }

        rig.log.await(InviteReceived.class);

        rig.awaitCount("sip-rate-limited", 1);
    }

    @Test
    void a_trunk_calls_a_number_of_ours_without_a_challenge() {
        rig = new EdgeRig(folder);
        rig.log.knowing(
                new DomainEntry(EdgeRig.DOMAIN, TestLog.ACCOUNT),
                new NumberEntry("4930123", TestLog.ACCOUNT),
                new TrunkEntry("127.0.0.1", TestLog.ACCOUNT, "tr_1", null));
        rig.restart();

        rig.phone("4989555", "carrier.test").call("sip:+4930123@edge.test");

        InviteReceived told = rig.log.await(InviteReceived.class);
        assertThat(told.auth()).isNull();
        assertThat(told.trunkId()).isEqualTo("tr_1");
        assertThat(told.trunkAccountId()).isEqualTo(TestLog.ACCOUNT);
        assertThat(told.requestUser()).isEqualTo("+4930123");
    }
}
