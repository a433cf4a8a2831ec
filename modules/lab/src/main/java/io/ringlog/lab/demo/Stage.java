package io.ringlog.lab.demo;

import io.ringlog.api.route.Scope;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.node.RunningNode;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigFile;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.edge.EdgeNode;
import io.ringlog.relay.LegCounters;
import io.ringlog.testkit.mail.PostOffice;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The running system with the demo tenant in it, its phones, and an eye on the events. */
final class Stage implements AutoCloseable {
    static final String DOMAIN = "demo.ringlog.test";
    static final String NUMBER = "31201234567";
    private static final String TENANT = "/demo/tenant.yaml";
    /** Where the file has the carrier; here it is a phone of ours. */
    private static final String CARRIER = "127.0.0.1:5070";

    private static final String ACTOR = "demo";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final RinglogConfig config;
    private final RunningNode node;
    private final KafkaClients clients;
    private final RestClient rest;
    private final PostOffice office;
    private final Queue<EventRecord> events = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    final Phone alice;
    final Phone bob;
    final Phone carol;
    final Phone carrier;

    private Stage(RinglogConfig config, RunningNode node, PostOffice office, String apiKey, Phone carrier) {
        this.config = config;
        this.node = node;
        this.office = office;
        this.clients = KafkaClients.plain(node.address("kafka"));
        this.rest = new RestClient(node.address("api"), apiKey);
        this.alice = phone(node, "alice", 440);
        this.bob = phone(node, "bob", 700);
        this.carol = phone(node, "carol", 1_100);
        this.carrier = carrier;
        Thread.ofVirtual().name("demo-events").start(this::watch);
    }

    /** Applies the demo tenant to a running node and takes out the phones. */
    static Stage set(RinglogConfig config, RunningNode node, PostOffice office) {
        Phone carrier = phone(node, "31612345678", 1_700);
        String tenant = tenant().replace(CARRIER, "127.0.0.1:" + carrier.sip().localPort());
        try (var store = ConfigRole.open(node.folder(), config)) {
            ConfigFile.parse(tenant).apply(store, ACTOR);
            String account =
                    store.accounts(null, null, 1).rows().getFirst().row().id();
            var keys = new ApiKeys(store.database(), store.clock());
            var everything = new TreeSet<>(Set.of(Scope.EVERYTHING));
            String apiKey = keys.create(account, ACTOR, everything).secret();
            return new Stage(config, node, office, apiKey, carrier);
        }
    }

    RinglogConfig config() {
        return config;
    }

    KafkaClients clients() {
        return clients;
    }

    String apiKey() {
        return rest.key();
    }

    /** REST with the key of the demo's account. */
    RestClient rest() {
        return rest;
    }

    /** The mail server of the demo's people. */
    PostOffice office() {
        return office;
    }

    /** An agent's wish, over REST as an agent's desktop would send it; the brain must grant it. */
    void acts(String user, Verb verb) {
        rest.agent(user, verb.name().toLowerCase(Locale.ROOT));
    }

    /** What has passed through the caller's leg of a call so far. */
    LegCounters callerMedia(String call) {
        return node.running(EdgeNode.class)
                .flatMap(edge -> edge.media().counters(call, CallFact.CALLER))
                .orElseThrow(() -> new Scene.Failed("no media of call " + call));
    }

    /** Waits until something is true, and says what was waited for when it never was. */
    void until(String what, BooleanSupplier truth) {
        until(what, LOOK, truth);
    }

    /** The same, looking less often. */
    void until(String what, Duration every, BooleanSupplier truth) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!truth.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new Scene.Failed("waited " + PATIENCE.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(every.toNanos());
        }
    }

    /** Waits for an event that the condition recognises. */
    <E extends Event> EventRecord awaitEvent(String what, Class<E> type, java.util.function.Predicate<E> condition) {
        until(what, () -> find(type, condition).isPresent());
        return find(type, condition).orElseThrow();
    }

    <E extends Event> Optional<EventRecord> find(Class<E> type, java.util.function.Predicate<E> condition) {
        return events.stream()
                .filter(it -> type.isInstance(it.event()) && condition.test(type.cast(it.event())))
                .findFirst();
    }

    List<EventRecord> eventsOf(String call) {
        return events.stream().filter(it -> call.equals(it.callId())).toList();
    }

    /** The calls that are over, oldest first. */
    List<CallEvent.CallEnded> ended() {
        return events.stream()
                .map(EventRecord::event)
                .filter(CallEvent.CallEnded.class::isInstance)
                .map(CallEvent.CallEnded.class::cast)
                .toList();
    }

    @Override
    public void close() {
        over.set(true);
        List.of(alice, bob, carol, carrier).forEach(Phone::close);
    }

    private static Phone phone(RunningNode node, String user, double hz) {
        String address = node.address("sip");
        int colon = address.lastIndexOf(':');
        var server = new InetSocketAddress("127.0.0.1", Integer.parseInt(address.substring(colon + 1)));
        return Phone.udp(user + "@" + DOMAIN, user + "-in-the-demo", hz, server);
    }

    private void watch() {
        new LogReader(clients)
                .follow(
                        List.of(Topics.EVENTS),
                        true,
                        () -> {},
                        record -> events.add(Codecs.EVENT.decode(record.value()).orThrow()),
                        over::get);
    }

    private static String tenant() {
        try (InputStream in = Objects.requireNonNull(Stage.class.getResourceAsStream(TENANT), TENANT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
