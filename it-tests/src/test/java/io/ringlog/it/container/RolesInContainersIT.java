package io.ringlog.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.ringlog.it.client.FreePorts;
import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.wire.Json;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Container;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

/** Every role in a container of its own around a Kafka in another; two phones talk through them. */
class RolesInContainersIT {
    private static final String HOST = "127.0.0.1";
    private static final String DOMAIN = "container.ringlog.test";
    private static final String PASSWORD = "a-long-password";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int RTP_PORTS = 200;
    private static final String TENANT = """
            accounts:
              - name: Container
                domains:
                  - {domain: container.ringlog.test}
                users:
                  - username: alice
                    devices: [{auth_username: alice, realm: container.ringlog.test, password: a-long-password}]
                  - username: bob
                    devices: [{auth_username: bob, realm: container.ringlog.test, password: a-long-password}]
                extensions:
                  - {digits: "101", dest_kind: user, dest: alice}
                  - {digits: "102", dest_kind: user, dest: bob}
            """;

    private final String volumes = "ringlog-it-" + UUID.randomUUID();
    private final int sipPort = FreePorts.one();
    private final int apiPort = FreePorts.one();
    private final List<RoleContainer> roles = new ArrayList<>();
    private KafkaContainer kafka;

    @BeforeEach
    void start() throws Exception {
        Engine.buildImages();
        kafka = new KafkaContainer(DockerImageName.parse(Engine.KAFKA).asCompatibleSubstituteFor("apache/kafka"));
        kafka.withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                .withPortBindings(new PortBinding(Ports.Binding.bindIp(HOST), ExposedPort.tcp(9092))));
        kafka.start();
        // The first to start makes the keys that the others share.
        role("api", "api.port=" + apiPort, "lake.commit-interval=1s").start();
        RoleContainer[] others = {
            role("brain"), role("watch,workers"), role("lake", "lake.commit-interval=1s"), edge(),
        };
        Startables.deepStart(others).join();
    }

    @AfterEach
    void stop() {
        if (kafka == null) {
            return;
        }
        roles.reversed().forEach(RoleContainer::stop);
        kafka.stop();
        var client = DockerClientFactory.instance().client();
        client.removeVolumeCmd(volumes + "-keys").exec();
        client.removeVolumeCmd(volumes + "-lake").exec();
        client.removeVolumeCmd(volumes + "-recordings").exec();
    }

    @Test
    void phones_talk_through_containers_that_are_healthy_and_run_by_nobody_special() throws Exception {
        for (RoleContainer role : roles) {
            assertThat(role.askReady().statusCode()).as(role.askReady().body()).isEqualTo(200);
            assertThat(role.owners()).containsExactly("10001");
            assertThat(role.execInContainer("espeak-ng", "--version").getExitCode())
                    .isZero();
        }
        applyTenant();

        talk();

        JsonNode cdr = theOnlyCdr(platformKey());
        assertThat(cdr.path("disposition").asText()).isEqualTo("answered");
        assertThat(cdr.path("to_num").asText()).isEqualTo("102");
        readinessFollowsTheBroker();
    }

    private void applyTenant() throws Exception {
        RoleContainer api = roles.getFirst();
        api.copyFileToContainer(Transferable.of(TENANT, 0644), "/tmp/tenant.yaml");
        Container.ExecResult applied = api.execInContainer("ringlog", "config", "apply", "/tmp/tenant.yaml");
        assertThat(applied.getExitCode()).as(applied.toString()).isZero();
    }

    private void talk() {
        var server = new InetSocketAddress(HOST, sipPort);
        try (var alice = Phone.udp("alice@" + DOMAIN, PASSWORD, 440, server);
                var bob = Phone.udp("bob@" + DOMAIN, PASSWORD, 700, server)) {
            await("both phones are registered")
                    .atMost(PATIENCE)
                    .until(() -> alice.register() == 200 && bob.register() == 200);
            PeerCall call = alice.call("102");
            call.awaitAnswered();
            await("each hears the other").atMost(PATIENCE).until(() -> alice.hears(bob) && bob.hears(alice));
            call.hangUp();
        }
    }

    private JsonNode theOnlyCdr(String key) {
        return await("the call is in the history")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> calls(key), it -> it.size() == 1)
                .path(0);
    }

    private JsonNode calls(String key) throws Exception {
        JsonNode account = get("/v1/accounts", key).path("rows").path(0).path("id");
        return get("/v1/calls?account_id=" + account.asText(), key).path("rows");
    }

    private void readinessFollowsTheBroker() {
        var client = DockerClientFactory.instance().client();
        RoleContainer brain = roles.get(1);
        client.pauseContainerCmd(kafka.getContainerId()).exec();
        try {
            await("the brain is not ready without the log").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(brain.askReady().statusCode()).isEqualTo(503);
                assertThat(brain.askReady().body()).contains("\"field\":\"log\"");
            });
        } finally {
            client.unpauseContainerCmd(kafka.getContainerId()).exec();
        }
        await("the brain is ready again")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(brain.askReady().statusCode()).isEqualTo(200));
    }

    private String platformKey() {
        return roles.getFirst()
                .copyFileFromContainer(
                        "/var/lib/ringlog/keys/platform.key",
                        file -> new String(file.readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private JsonNode get(String path, String key) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + apiPort + path))
                    .header("x-api-key", key);
            return Json.mapper()
                    .readTree(client.send(request.build(), BodyHandlers.ofString())
                            .body());
        }
    }

    private RoleContainer edge() {
        int media = FreePorts.block(RTP_PORTS);
        return role(
                "edge",
                "sip.host=" + HOST,
                "sip.port=" + sipPort,
                "media.port-min=" + media,
                "media.port-max=" + (media + RTP_PORTS - 1));
    }

    private RoleContainer role(String names, String... more) {
        List<String> settings = new ArrayList<>(List.of("kafka.bootstrap-servers=" + kafka.getBootstrapServers()));
        settings.addAll(List.of(more));
        RoleContainer role = new RoleContainer(names, volumes, settings);
        roles.add(role);
        return role;
    }
}
