package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two edges in processes of their own: phones that are connected to the one are called from the other. */
@NeedsClient(value = "baresip", from = "baresip-core")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhonesAtOtherEdgesIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Cluster cluster;
    private Child edgeA;
    private InetSocketAddress atA;
    private InetSocketAddress atB;

    @BeforeAll
    void startEverything(@TempDir Path folder) throws Exception {
        cluster = new Cluster(folder);
        cluster.start("middle", "kafka,brain,watch,api");
        int portA = FreePorts.one();
        int portB = FreePorts.one();
        edgeA = cluster.launch("edge-a", "edge", "sip.edge=a", "sip.port=" + portA, "sip.digests=MD5");
        cluster.launch("edge-b", "edge", "sip.edge=b", "sip.port=" + portB);
        atA = new InetSocketAddress(Cluster.HOST, portA);
        atB = new InetSocketAddress(Cluster.HOST, portB);
        cluster.awaitAll();
        cluster.apply("middle");
    }

    @AfterAll
    void stopEverything() throws Exception {
        cluster.close();
    }

    @Test
    @Order(1)
    void a_telephone_on_tcp_and_a_caller_at_another_edge_hear_each_other(@TempDir Path folder) throws Exception {
        cluster.proving("hop", () -> telephoneIsCalled(folder));
    }

    @Test
    @Order(2)
    void an_edge_that_is_killed_while_its_phone_rings_has_the_next_one_rung() throws Exception {
        cluster.proving("hop-kill", this::edgeDiesWhileItsPhoneRings);
    }

    private void telephoneIsCalled(Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("u1"));
        try (var alice = Tenant.phone("u0", 440, atB)) {
            Tenant.register(alice);
            try (var bob = Baresip.with(home, account("u1"), "u1").registered()) {
                PeerCall call = alice.call(Tenant.extension(1));
                call.awaitAnswered();
                bob.talks();
                await("each hears the other")
                        .atMost(LONG)
                        .until(() -> alice.rtp().hears(700) && alice.isHeardIn(bob.heardSoFar()));
                assertThat(call.hold().status()).as("re-INVITE over the hop").isEqualTo(200);
                assertThat(call.resume().status()).isEqualTo(200);
                assertThat(bob.trace()).as("the way by its own edge").contains(";t=handed-on-");
                bob.hangUp();
                call.awaitEnded();
            }
        }
        new Aftermath(cluster.clients(), cluster.settings("middle")).holds();
    }

    private String account(String user) {
        return ("<sip:%s@%s;transport=tcp>;auth_user=%s;auth_pass=%s;outbound=\"sip:%s:%d;transport=tcp\""
                        + ";regint=60;answermode=auto%n")
                .formatted(user, Tenant.DOMAIN, user, Tenant.PASSWORD, Cluster.HOST, atA.getPort());
    }

    private void edgeDiesWhileItsPhoneRings() throws Exception {
        try (var alice = Tenant.phone("u0", 440, atB);
                var carol = Tenant.phone("u2", 900, atB);
                var bob = SipPeer.tcp("u1", Tenant.PASSWORD, Tenant.DOMAIN, atA).hashing("MD5")) {
            bob.behaving(PeerManner.ringing());
            List.of(alice, carol).forEach(Tenant::register);
            await("bob registers").atMost(LONG).until(() -> bob.register().status() == 200);
            PeerCall call = alice.call(Tenant.HUNT);
            bob.awaitIncoming();
            SipText ringing = call.awaitRinging();
            assertThat(ringing.status()).isEqualTo(180);

            edgeA.kill();

            call.awaitAnswered();
            assertThat(carol.sip().awaitIncoming().invite().header("Call-ID")).isNotBlank();
            LegLost lost = await("it is said why")
                    .atMost(LONG)
                    .until(() -> lost(430), Optional::isPresent)
                    .orElseThrow();
            assertThat(lost.why()).startsWith("The edge of the phone is gone");
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
        new Aftermath(cluster.clients(), cluster.settings("middle")).holds();
    }

    private Optional<LegLost> lost(int status) {
        return new Aftermath(cluster.clients(), cluster.settings("middle"))
                .events().stream()
                        .map(it -> it.event())
                        .filter(LegLost.class::isInstance)
                        .map(LegLost.class::cast)
                        .filter(it -> it.status() == status)
                        .findFirst();
    }
}
