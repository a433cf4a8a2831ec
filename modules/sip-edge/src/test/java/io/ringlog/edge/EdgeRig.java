package io.ringlog.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.edge.facts.FactQueue;
import io.ringlog.relay.Tape;
import io.ringlog.testkit.dns.NameServer;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.wire.DirectoryEntry.DomainEntry;
import io.ringlog.wire.DirectoryEntry.NumberEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** One edge over loopback with phones around it and a log in memory behind it. */
final class EdgeRig implements AutoCloseable {

    static final String DOMAIN = "acme.test";
    /** A number of another account. */
    static final String ELSEWHERE = "4930456";

    static final CallerId SHOWN = new CallerId("1001", "Alice");

    /** The loopback of IPv6 as the edge writes it. */
    static final String SIX = "0:0:0:0:0:0:0:1";

    private static final long FRAME_NANOS = 20_000_000;
    /** A machine that is busy with other things must not look like an overloaded edge. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    final TestLog log = new TestLog()
            .knowing(
                    new DomainEntry(DOMAIN, TestLog.ACCOUNT),
                    new NumberEntry("4930123", TestLog.ACCOUNT),
                    new NumberEntry(ELSEWHERE, "acc_other"));
    private final Path folder;
    private final UnaryOperator<EdgeConfig> shape;
    private final List<AutoCloseable> phones = new ArrayList<>();
    EdgeNode edge;

    EdgeRig(Path folder) {
        this(folder, config -> config.with(waits(Duration.ofSeconds(4), Duration.ofSeconds(5))));
    }

    EdgeRig(Path folder, UnaryOperator<EdgeConfig> shape) {
        this.folder = folder;
        this.shape = shape;
        this.edge = start();
    }

    static EdgeConfig.Waits waits(Duration decision, Duration alone) {
        return new EdgeConfig.Waits(decision, Duration.ofMillis(100), Duration.ofMinutes(1), alone, PATIENT);
    }

    static EdgeConfig.Limits impatient() {
        FactQueue.Limits facts = new FactQueue.Limits(Duration.ofMillis(100), 100, 1 << 20, Duration.ofMillis(5));
        return new EdgeConfig.Limits(1000, 1000, 8, 100, facts);
    }

    static EdgeConfig.Limits invitesPerSource(int most) {
        return new EdgeConfig.Limits(1000, most, 8, 100, FactQueue.Limits.standard());
    }

    private EdgeNode start() {
        EdgeConfig config = shape.apply(EdgeConfig.of(
                "edge1",
                folder,
                new EdgeConfig.Sip("127.0.0.1", 0, "127.0.0.1"),
                EdgeConfig.Media.on("127.0.0.1", 0, 0)));
        try {
            EdgeNode started = EdgeNode.start(config, log.ports(), (written, how) -> Optional.empty());
            started.ready().join();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restart() {
        stop();
        edge = start();
    }

    void stop() {
        try {
            edge.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SipPeer phone(String user) {
        return phone(user, DOMAIN);
    }

    SipPeer phone(String user, String domain) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.sipPort());
        SipPeer phone = SipPeer.udp(user, "secret", domain, server);
        phones.add(phone);
        return phone;
    }

    /** The same edge with IPv6 beside IPv4. */
    static EdgeConfig ofBothFamilies(EdgeConfig config) {
        EdgeConfig.Six here = new EdgeConfig.Six("::1", "::1");
        return new EdgeConfig(
                config.edge(),
                config.dataFolder(),
                config.sip().beside(here),
                config.media().beside(here),
                config.prompts(),
                config.recordings(),
                config.key(),
                config.voice(),
                waits(Duration.ofSeconds(4), Duration.ofSeconds(5)),
                config.limits());
    }

    /** The same edge asking this name server alone. */
    static EdgeConfig asking(EdgeConfig config, NameServer names) {
        EdgeConfig.Sip at = config.sip();
        return new EdgeConfig(
                config.edge(),
                config.dataFolder(),
                new EdgeConfig.Sip(
                        at.host(),
                        at.port(),
                        at.advertisedHost(),
                        at.digests(),
                        at.forceRport(),
                        at.sessionExpires(),
                        at.sessionMin(),
                        at.streams(),
                        at.dns().asking(names.address()),
                        at.edgeHost(),
                        at.six(),
                        at.serviceRoute(),
                        at.hep()),
                config.media(),
                config.prompts(),
                config.recordings(),
                config.key(),
                config.voice(),
                config.waits(),
                config.limits());
    }

    /** A phone of IPv6, over UDP. */
    SipPeer phoneOfSix(String user) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("::1"), edge.sipPort());
        SipPeer phone = SipPeer.udp(user, "secret", DOMAIN, server);
        phones.add(phone);
        return phone;
    }

    RtpEar earOfSix(double hz) {
        RtpEar ear = new RtpEar(hz, "0 8 101", "::1");
        phones.add(ear);
        return ear;
    }

    Target targetOfSix(String legId, SipPeer phone) {
        return new Target(
                legId, new Contact(phone.contactUri(), "edge1", "udp", null, SIX, phone.localPort(), false, null));
    }

    SipPeer tcpPhone(String user) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.sipPort());
        SipPeer phone = SipPeer.tcp(user, "secret", DOMAIN, server);
        phones.add(phone);
        return phone;
    }

    RtpEar ear(double hz) {
        return ear(hz, "0 8 101");
    }

    /** @param codecs payload types of its description */
    RtpEar ear(double hz, String codecs) {
        RtpEar ear = new RtpEar(hz, codecs);
        phones.add(ear);
        return ear;
    }

    static String uri(String user) {
        return "sip:" + user + "@" + DOMAIN;
    }

    Target target(String legId, SipPeer phone) {
        return new Target(
                legId,
                new Contact(phone.contactUri(), "edge1", "udp", null, "127.0.0.1", phone.localPort(), false, null));
    }

    static Command join(String callId, String legA, String legB) {
        return new Command.JoinLegs(callId, "tk-1", List.of(new LegRef(callId, legA), new LegRef(callId, legB)));
    }

    void fork(String callId, String legId, SipPeer phone) {
        log.command(new Command.InviteParty(callId, "a", true, List.of(target(legId, phone)), SHOWN));
    }

    /** Rings an address of which nothing is known but its text. */
    void fork(String callId, String legId, String uri) {
        var target = new Target(legId, new Contact(uri, "edge1", "udp", null, "127.0.0.1", 5061, false, null));
        log.command(new Command.InviteParty(callId, "a", true, List.of(target), SHOWN));
    }

    void hangUp(String callId, String... legIds) {
        log.command(new Command.HangUpLegs(callId, List.of(legIds), "test.over"));
    }

    /** A call that alice makes and bob has answered, only passed on by the edge. */
    Talk proxied(SipPeer alice, SipPeer bob) {
        PeerCall call = alice.call(uri(bob.user()));
        String callId = log.await(InviteReceived.class).callId();
        fork(callId, "b1", bob);
        call.awaitAnswered();
        PeerCall at = bob.awaitIncoming();
        at.awaitAcknowledged();
        return new Talk(callId, call, at);
    }

    /** A call that the platform has answered. */
    Talk answered(SipPeer alice) {
        PeerCall call = alice.call(uri("100"));
        String callId = log.await(InviteReceived.class).callId();
        log.command(new Command.AnswerLeg(callId, "a"));
        call.awaitAnswered();
        return new Talk(callId, call, call);
    }

    /** A fact is told a moment before its call is let go. */
    void awaitNoCalls() {
        until(() -> edge.status().liveCalls() == 0);
    }

    /** What several workers do is counted some time after one of them has answered. */
    void awaitCount(String counter, long atLeast) {
        until(() -> edge.status().counters().getOrDefault(counter, 0L) >= atLeast);
    }

    void awaitPorts(long used) {
        until(() -> edge.status().counters().get("ports.used") == used);
    }

    /** Lets a phone speak until the relay knows where it is: what is sent there before may be lost. */
    void awaitHeard(String callId, String legId, RtpEar phone) {
        AtomicLong spoke = new AtomicLong(System.nanoTime() - FRAME_NANOS);
        until(() -> {
            if (System.nanoTime() - spoke.get() >= FRAME_NANOS) {
                spoke.addAndGet(FRAME_NANOS);
                phone.talk(1);
            }
            return edge.media().counters(callId, legId).orElseThrow().packetsIn() > 0;
        });
        awaitLoop(callId);
    }

    /** While a port is fixed to the phone that was heard, what comes may be lost: the loop has gone on after this. */
    private void awaitLoop(String callId) {
        AtomicBoolean over = new AtomicBoolean();
        edge.media().record(callId, "nobody's", new Tape() {
            @Override
            public boolean frame(short[] frame) {
                return false;
            }

            @Override
            public void over() {
                over.set(true);
            }
        });
        until(over::get);
    }

    /** What was said a moment ago has reached a leg a moment later. */
    void awaitForwarded(String callId, String legId, long moreThan) {
        until(() -> edge.media().counters(callId, legId).orElseThrow().forwardedOut() > moreThan);
    }

    private void until(BooleanSupplier met) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!met.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("5 s have passed: " + edge.status())
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** A call's id and what each party sees of it. */
    record Talk(String callId, PeerCall caller, PeerCall called) {}

    @Override
    public void close() throws Exception {
        stop();
        for (AutoCloseable phone : phones) {
            phone.close();
        }
    }
}
