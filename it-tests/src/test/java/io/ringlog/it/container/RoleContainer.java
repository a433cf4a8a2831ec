package io.ringlog.it.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import io.ringlog.it.client.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Roles in a container on the host's network, ready when Docker calls it healthy; keys and lake are shared. */
final class RoleContainer extends GenericContainer<RoleContainer> {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String name;
    private final int healthPort;

    RoleContainer(String roles, String volumes, List<String> settings) {
        super(DockerImageName.parse(Engine.RINGLOG));
        this.name = roles.replace(',', '-');
        this.healthPort = FreePorts.one();
        withNetworkMode("host");
        withCommand(command(roles, settings));
        withEnv("RINGLOG_NODE_ID", name);
        withEnv("RINGLOG_HEALTH_PORT", String.valueOf(healthPort));
        withEnv("RINGLOG_HEAP", "256m");
        withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                .withBinds(shared(volumes, "keys"), shared(volumes, "lake"), shared(volumes, "recordings")));
        waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE));
    }

    /** What the process inside says of itself, asked from outside. */
    HttpResponse<String> askReady() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var ready = URI.create("http://127.0.0.1:" + healthPort + "/health/ready");
            return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
        }
    }

    /** The user of every process in the container, as the host sees it. */
    List<String> owners() {
        var top = getDockerClient().topContainerCmd(getContainerId()).exec();
        int user = List.of(Objects.requireNonNull(top.getTitles())).indexOf("UID");
        return Arrays.stream(Objects.requireNonNull(top.getProcesses()))
                .map(process -> process[user])
                .distinct()
                .toList();
    }

    /** The log of the process is kept as evidence; the container goes with its folder. */
    @Override
    protected void containerIsStopping(InspectContainerResponse container) {
        copyFileFromContainer(
                "/var/lib/ringlog/data/log/ringlog.log",
                Engine.EVIDENCE.resolve("container-" + name + ".log").toString());
    }

    private static String[] command(String roles, List<String> settings) {
        return Stream.concat(Stream.of(roles), settings.stream().flatMap(it -> Stream.of("--set", it)))
                .toArray(String[]::new);
    }

    private static Bind shared(String volumes, String name) {
        return new Bind(volumes + "-" + name, new Volume("/var/lib/ringlog/" + name));
    }
}
