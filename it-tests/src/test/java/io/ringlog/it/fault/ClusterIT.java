package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Event.FactsMissing;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.it.client.FreePorts;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.AnsweringServer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.Topics;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A small cluster, every role in processes of its own: two brains with standbys, two edges, and one part dies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final String BRAIN_GROUP = "ringlog-brain";
    private static final String SESSION = System.getProperty("ringlog.session", "2s");
    private static final Duration LONG = Duration.ofSeconds(120);

    private Cluster cluster;
    private Child kafka;
    private List<Child> brains;
    private Child edgeA;
    private Child edgeB;
    private InetSocketAddress atA;
    private InetSocketAddress atB;
    private String account;
    private PlatformApi api;

    @BeforeAll
    void startEverything(@TempDir Path folder) throws Exception {
        cluster = new Cluster(folder);
        kafka = cluster.start("kafka", "kafka");
        cluster.launch("middle", "watch,api");
        brains = List.of(brain("brain-1"), brain("brain-2"));
        int portA = FreePorts.one();
        int portB = FreePorts.one();
        edgeA = cluster.launch("edge-a", "edge", "sip.edge=a", "sip.port=" + portA);
        edgeB = cluster.launch("edge-b", "edge", "sip.edge=b", "sip.port=" + portB);
        atA = new InetSocketAddress(Cluster.HOST, portA);
        atB = new InetSocketAddress(Cluster.HOST, portB);
        cluster.awaitAll();
        account = cluster.apply("middle");
        api = cluster.api(account);
    }

    @AfterAll
    void stopEverything() throws Exception {
        cluster.close();
    }

    @Test
    @Order(1)
    void a_phone_at_one_edge_is_called_from_another_and_the_killed_edge_is_replaced() throws Exception {
        cluster.proving("edges", this::edgeDiesUnderAProxiedCall);
    }

    @Test
    @Order(2)
    void an_edge_without_its_command_topic_stops_nobody_and_gets_it_back() throws Exception {
        cluster.proving("command-topic", this::commandTopicVanishes);
    }

    @Test
    @Order(3)
    void a_killed_brain_is_taken_over_and_established_calls_do_not_notice() throws Exception {
        cluster.proving("brains-kill", () -> brainGoes(true));
    }

    @Test
    @Order(4)
    void a_brain_that_stops_cleanly_hands_over() throws Exception {
        cluster.proving("brains-stop", () -> brainGoes(false));
    }

    @Test
    @Order(5)
    void while_the_log_is_away_calls_go_on_and_facts_arrive_later_in_order() throws Exception {
        cluster.proving("kafka", this::logDiesUnderCalls);
    }

    @Test
    @Order(6)
    void a_registration_at_a_carrier_is_handed_over_within_ten_seconds() throws Exception {
        cluster.proving("registration", this::edgeDiesThatHoldsARegistration);
    }

    private void edgeDiesThatHoldsARegistration() throws Exception {
        try (var carrier = new AnsweringServer()) {
            api.create("/v1/trunks", """
                    {"name": "Registrar", "proxy": "%s", "do_register": true,
                     "from_user": "acme"}""".formatted(carrier.place()));
            String held = contacts(carrier.awaitAsked());
            await("the log knows that it is registered")
                    .atMost(LONG)
                    .until(() -> api.get("/v1/trunks/live", "rows")
                            .findValuesAsText("state")
                            .contains("registered"));
            Child holder = held.contains(":" + atA.getPort()) ? edgeA : edgeB;
            InetSocketAddress other = holder.equals(edgeA) ? atB : atA;
            holder.kill();
            Instant killed = Instant.now();
            SipText again = await("the other edge registers")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> carrier.asked().orElse(null), Objects::nonNull);
            say(
                    "registration handed over after %d ms",
                    Duration.between(killed, Instant.now()).toMillis());
            assertThat(contacts(again))
                    .contains("@" + Cluster.HOST + ":" + other.getPort() + ">;expires=3600")
                    .contains(held.substring(0, held.indexOf('>')) + ">;expires=0");
            holder.again();
            assertThat(carrier.asked()).as("nobody else registers").isEmpty();
        }
    }

    private static String contacts(SipText register) {
        assertThat(register.method()).isEqualTo("REGISTER");
        return String.join(",", register.all("Contact"));
    }

    private void edgeDiesUnderAProxiedCall() throws Exception {
        try (var alice = Tenant.phone("u0", 440, atA);
                var bob = Tenant.phone("u1", 700, atB);
                var carol = Tenant.phone("u2", 900, atB)) {
            List.of(alice, bob, carol).forEach(Tenant::register);
            PeerCall atBob = answered(bob, "0");
            PeerCall atAlice = alice.sip().awaitIncoming();
            atAlice.awaitAcknowledged();
            await("both hear each other over the other edge")
                    .atMost(LONG)
                    .until(() -> alice.hears(bob) && bob.hears(alice));
            edgeB.kill();
            Instant killed = Instant.now();
            EventRecord lost = awaitEnd("edge_lost");
            say(
                    "calls of a killed edge ended after %d ms",
                    Duration.between(killed, lost.at()).toMillis());
            bob.sip().towards(atA);
            assertThat(atBob.hold().status())
                    .as("re-INVITE through the other edge")
                    .isEqualTo(200);
            atAlice.awaitChange();
            assertThat(atBob.hangUp().status()).as("BYE through the other edge").isEqualTo(200);
            atAlice.awaitEnded();
            edgeB.again();
            bob.sip().towards(atB);
            Tenant.register(bob);
            answered(bob, "0").hangUp();
        }
        new Aftermath(cluster.clients(), cluster.settings("middle")).holds();
    }

    private void commandTopicVanishes() throws Exception {
        try (var alice = Tenant.phone("u0", 440, atA);
                var bob = Tenant.phone("u1", 700, atA);
                var carol = Tenant.phone("u2", 900, atB);
                var dave = Tenant.phone("u3", 1_100, atB);
                var admin = cluster.clients().admin()) {
            List.of(alice, bob, carol, dave).forEach(Tenant::register);
            admin.deleteTopics(List.of(Topics.commandsName("b"))).all().get();
            // The brain meets the edge whose topic is gone before and while the others call.
            PeerCall meets = carol.call(Tenant.extension(3));
            await("the others of the same partition call").atMost(LONG).until(() -> calls(alice, "1"));
            await("the edge that lost its topic works again").atMost(LONG).until(() -> calls(carol, "3"));
            if (meets.isAnswered()) {
                // Or else its silence ends it, a minute later.
                assertThat(meets.hangUp().status()).isEqualTo(200);
            }
        }
        new Aftermath(cluster.clients(), cluster.settings("middle")).holds();
    }

    private void brainGoes(boolean killed) throws Exception {
        try (var alice = Tenant.phone("u4", 440, atA);
                var bob = Tenant.phone("u5", 700, atB);
                var load = new CallLoad(atA, atB);
                var probe = new BrainProbe(cluster.clients(), account)) {
            List.of(alice, bob).forEach(Tenant::register);
            load.start(7, 2, api);
            PeerCall standing = answered(alice, "5");
            await("calls are answered").atMost(LONG).until(() -> load.answered() > 4 && load.served() > 1);
            Child owner = owner();
            probe.forget();
            say("%s of %s with %s", killed ? "kill" : "stop", owner.name(), load.scene());
            if (killed) {
                owner.kill();
            } else {
                owner.stop();
            }
            int before = load.answered();
            await("calls are answered again").atMost(LONG).until(() -> load.answered() > before + 4);
            say(
                    "%s brain: the longest wait for a decision was %d ms (session %s, standby warm); %s",
                    killed ? "killed" : "stopped", probe.longest().toMillis(), SESSION, load.scene());
            await("the established call goes on").atMost(LONG).until(() -> alice.hears(bob) && bob.hears(alice));
            say(new MidCall(cluster.clients(), api).holds(load, 1));
            owner.again();
            assertThat(standing.hangUp().status()).isEqualTo(200);
            load.stop();
        }
        new Aftermath(cluster.clients(), cluster.settings("middle")).holds();
    }

    private void logDiesUnderCalls() throws Exception {
        try (var alice = Tenant.phone("u0", 440, atA);
                var bob = Tenant.phone("u1", 700, atB);
                var carol = Tenant.phone("u2", 900, atA);
                var dave = Tenant.phone("u3", 1_100, atA)) {
            List.of(alice, bob, carol, dave).forEach(Tenant::register);
            PeerCall first = answered(alice, "1");
            PeerCall second = answered(carol, "3");
            kafka.kill();
            SipText refused = phoneRefused(bob);
            assertThat(refused.status()).as("a new call without the log").isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotBlank();
            assertThat(first.hangUp().status()).as("BYE without the log").isEqualTo(200);
            await("the other call goes on").atMost(LONG).until(() -> carol.hears(dave) && dave.hears(carol));
            kafka.again();
            await("calls are answered again").atMost(LONG).until(() -> calls(alice, "1"));
            await("the call outlives the log").atMost(LONG).until(() -> carol.hears(dave) && dave.hears(carol));
            assertThat(second.hangUp().status()).isEqualTo(200);
        }
        var aftermath = new Aftermath(cluster.clients(), cluster.settings("middle"));
        aftermath.holds();
        assertThat(aftermath.events().stream().map(EventRecord::event).filter(FactsMissing.class::isInstance))
                .as("facts that did not arrive in order")
                .isEmpty();
    }

    private static SipText phoneRefused(Phone phone) {
        PeerCall call = phone.call(Tenant.extension(2));
        return call.awaitFailed();
    }

    private EventRecord awaitEnd(String cause) {
        var aftermath = new Aftermath(cluster.clients(), cluster.settings("middle"));
        return await("a call ends with " + cause)
                .atMost(LONG)
                .until(
                        () -> aftermath.events().stream()
                                .filter(it -> it.event() instanceof CallEnded ended
                                        && ended.cdr().hangupCause().equals(cause))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The brain that decides for the tenant now. */
    private Child owner() throws InterruptedException, ExecutionException {
        int partition = AccountPartitioner.partition(account, Topics.DEFAULT_PARTITIONS);
        var wanted = new TopicPartition(Topics.JOURNAL.name(), partition);
        try (Admin admin = cluster.clients().admin()) {
            var group = admin.describeConsumerGroups(List.of(BRAIN_GROUP))
                    .all()
                    .get()
                    .get(BRAIN_GROUP);
            String instance = group.members().stream()
                    .filter(member -> member.assignment().topicPartitions().contains(wanted))
                    .map(MemberDescription::groupInstanceId)
                    .findFirst()
                    .orElseThrow()
                    .orElseThrow();
            return brains.stream()
                    .filter(brain -> instance.startsWith(brain.name() + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Child brain(String name) throws Exception {
        return cluster.launch(name, "brain", "brain.standbys=1", "brain.session=" + SESSION);
    }

    private static PeerCall answered(Phone caller, String user) {
        PeerCall call = caller.call("10" + user);
        call.awaitAnswered();
        return call;
    }

    /** Whether a call comes through now; an answered one is hung up. */
    private static boolean calls(Phone caller, String user) {
        PeerCall call = caller.call("10" + user);
        await().atMost(Duration.ofSeconds(30)).until(() -> call.isAnswered() || call.isFailed());
        return call.isAnswered() && call.hangUp().status() == 200;
    }

    private static void say(String format, Object... values) {
        System.out.println("  " + format.formatted(values));
    }
}
