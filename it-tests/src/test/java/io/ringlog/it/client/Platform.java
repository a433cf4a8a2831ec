package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import io.ringlog.app.role.ApiRole;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigFile;
import io.ringlog.edge.EdgeNode;
import io.ringlog.it.Nodes;
import io.ringlog.sip.tls.TlsEngines;
import io.ringlog.testkit.dns.NameServer;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.wire.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The node that all clients of a run talk to, with the tenant of {@code clients/tenant.yaml} in it. */
public final class Platform implements AutoCloseable {
    public static final String DOMAIN = "clients.ringlog.test";

    /** The origin of the only page whose phones may connect. */
    public static final String PAGE = "https://phone.clients.ringlog.test";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Some machines have no IPv6, not even towards themselves. */
    private static final boolean SIX = hasSix();

    private final RunningNode node;
    private final Workplace data;
    private final InetSocketAddress sip;
    private final RestView rest;
    private final LogWatch log;
    private final int mailPort;
    private final NameServer names;
    private final Optional<Sipp> movesAway;

    private Platform(
            RunningNode node, Workplace data, String account, RinglogConfig config, int mailPort, NameServer names) {
        this.mailPort = mailPort;
        this.names = names;
        this.node = node;
        this.data = data;
        this.sip = new InetSocketAddress("127.0.0.1", port(node.address("sip")));
        this.rest = new RestView(node.address("api"), key(config.keyFolder()), account);
        this.log = LogWatch.start(KafkaClients.plain(node.address("kafka")));
        knowsItsTenant();
        this.movesAway = movesAway();
    }

    /** Starts it and waits until a device of the tenant can register. */
    static Platform start() {
        // Other nodes on this machine use the usual ports, and what their phones still send must not be learned here.
        int rtp = FreePorts.ofPlatform();
        Workplace data = Workplace.of("clients-node-" + rtp);
        int mailPort = FreePorts.one();
        NameServer names = new NameServer();
        RinglogConfig config = Nodes.roles(data.folder(), "all")
                .with("mail.host", "127.0.0.1")
                .with("mail.port", Integer.toString(mailPort))
                .with("mail.security", "none")
                .with("mail.from", "voicemail@clients.ringlog.test")
                .with("node.id", "clients")
                .with("media.voice", "espeak")
                .with("media.measure-every", "2s")
                .with("node.stop-within", "30s")
                // A busy machine decides late, and these tests are not about that.
                .with("sip.decision-timeout", "10s")
                .with("media.port-min", Integer.toString(rtp))
                .with("media.port-max", Integer.toString(rtp + 199))
                // Neither baresip 1 nor sipp 3.6 reads past a challenge in SHA-256.
                .with("sip.digests", "MD5")
                .with("sip.dns-servers", "127.0.0.1:" + names.address().getPort())
                .with("sip.tls-port", "0")
                .with("sip.ws-port", "0")
                .with("sip.wss-port", "0")
                .with("sip.self-signed", "true")
                .with("api.https-port", "0")
                .with("sip.origins", PAGE)
                .with("webhooks.allow", "127.0.0.1")
                .with("sip.host-ipv6", SIX ? "::1" : "")
                .read();
        RunningNode node = RunningNode.start(config);
        return new Platform(node, data, tenant(node, config), config, mailPort, names);
    }

    /** A PBX of the tenant registers for a minute and is not heard of again: the test of it need not wait so long. */
    private Optional<Sipp> movesAway() {
        var words = Map.of("user", "moved-away", "password", "left-in-spring", "expires", "60");
        return MissingClient.onPath("sipp")
                ? Optional.of(Sipp.start(data.folder(), sip, "register", FreePorts.one(), words))
                : Optional.empty();
    }

    /** Where it listens for SIP, UDP and TCP. */
    public InetSocketAddress sip() {
        return sip;
    }

    /** Where it listens for SIP by IPv6; skips what needs that where this machine has none, and says so. */
    public InetSocketAddress sipOfSix() {
        if (!SIX) {
            System.out.println(System.lineSeparator() + "LOUD telephones of IPv6 are skipped: this machine has none");
        }
        assumeTrue(SIX, "no IPv6 here");
        return new InetSocketAddress(InetAddress.ofLiteral("::1"), sip.getPort());
    }

    private static boolean hasSix() {
        try (var probe = new DatagramSocket(0, InetAddress.ofLiteral("::1"))) {
            return probe.isBound();
        } catch (SocketException none) {
            return false;
        }
    }

    /** Where it listens for this transport: {@code tls}, {@code ws} or {@code wss}. */
    public InetSocketAddress sip(String transport) {
        int port = node.running(EdgeNode.class).orElseThrow().sipPort(transport);
        return new InetSocketAddress(sip.getAddress(), port);
    }

    /** What is there for everybody by HTTPS, with the certificate the platform made itself. */
    public HttpResponse<String> fetch(String path) {
        int port = node.running(ApiRole.class).orElseThrow().httpsPort().orElseThrow();
        Path made = folder().resolve("certificates/default/fullchain.pem");
        try (var trusting = TlsEngines.open(folder().resolve("certificates"), Optional.of(made), PATIENCE);
                var client =
                        HttpClient.newBuilder().sslContext(trusting.context()).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while fetching", e);
        }
    }

    public RestView rest() {
        return rest;
    }

    public LogWatch log() {
        return log;
    }

    /** Where it hands mails over; no mail server is there until a test opens one. */
    public int mailPort() {
        return mailPort;
    }

    /** Who it asks for names. */
    public NameServer names() {
        return names;
    }

    /** Where its log can be reached. */
    public String kafka() {
        return node.address("kafka");
    }

    /** Where it answers for its health and shows its figures. */
    public String health() {
        return node.address("health");
    }

    public Path folder() {
        return data.folder();
    }

    /** How much lies on disk by now of what is being recorded. */
    public long recordedBytes() {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(it ->
                            it.getParent().endsWith("drafts") && it.toString().endsWith(".wav"))
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        } catch (UncheckedIOException | IOException movedMeanwhile) {
            return 0;
        }
    }

    /** Waits until no call lives and no lease is open, as REST tells it. */
    public void holdsNothing() {
        await("no live call and no open lease").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rest.liveCalls()).isZero();
            assertThat(rest.openLeases()).isZero();
        });
    }

    /** The call to this number, once it is answered, about to be held. */
    public Hold hold(String number) {
        return new Hold(this, node.running(EdgeNode.class).orElseThrow(), number);
    }

    /** A phone of our own is served as ever: the node has survived whatever was done to it. */
    public void stillServes() {
        try (var phone = phone("dave", "dave-is-never-there")) {
            assertThat(phone.register().status()).isEqualTo(200);
            assertThat(phone.unregister().status()).isEqualTo(200);
        }
    }

    /** A phone of our own dials what there is not, is refused, and takes its leave. */
    public void refusedCall() {
        try (var phone = phone("dave", "dave-is-never-there")) {
            assertThat(phone.register().status()).isEqualTo(200);
            assertThat(phone.call("sip:no-such-extension@" + DOMAIN)
                            .awaitFailed()
                            .status())
                    .isBetween(404, 699);
            assertThat(phone.unregister().status()).isEqualTo(200);
        }
    }

    /** A phone of the test kit, for what no client of others will say. */
    public SipPeer phone(String user, String password) {
        return SipPeer.udp(user, password, DOMAIN, sip).hashing("MD5");
    }

    @Override
    public void close() {
        movesAway.ifPresent(Sipp::close);
        log.close();
        rest.close();
        node.close();
        names.close();
        data.clear();
    }

    private void knowsItsTenant() {
        await("the tenant has reached the brain").atMost(PATIENCE).untilAsserted(this::stillServes);
    }

    private static String tenant(RunningNode node, RinglogConfig config) {
        try (var in = Objects.requireNonNull(Platform.class.getResourceAsStream("/clients/tenant.yaml"));
                var store = ConfigRole.open(node.folder(), config)) {
            ConfigFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .apply(store, "test");
            return store.accounts(null, null, 1).rows().getFirst().row().id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Path folder) {
        try {
            return Files.readString(folder.resolve("platform.key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
