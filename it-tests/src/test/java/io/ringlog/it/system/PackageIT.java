package io.ringlog.it.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.it.client.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./ringlog package} makes of the built tree: it is installed, started, asked, stopped and taken away. */
class PackageIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path INSTALLED = Path.of("/opt/ringlog");
    private static final Path STATE = Path.of("/var/lib/ringlog");
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void a_release_is_installed_starts_and_stops() throws Exception {
        String made = run("bash", ROOT.resolve("docker/release/package").toString(), folder.toString());
        Path archive = only(".tar.gz");
        assertThat(run("tar", "-tzf", archive.toString()))
                .contains("/bin/ringlog", "/lib/", "/ringlog.service", "/docs/configuration.md")
                .contains("/CHANGELOG.md", "/docs/decisions/0305", "/docs/examples/python/", "/docker/grafana/")
                .contains("/connectors/README.md")
                .doesNotContain("node_modules");
        if (mayInstall(made)) {
            run("dpkg", "-i", only(".deb").toString());
            try {
                assertThat(Path.of("/usr/lib/systemd/system/ringlog.service")).exists();
                serves(List.of(
                        "setpriv",
                        "--reuid=ringlog",
                        "--regid=ringlog",
                        "--clear-groups",
                        "/usr/bin/ringlog",
                        "up",
                        "--config",
                        "/etc/ringlog/ringlog.yaml"));
                assertThat(STATE.resolve("data/config.db")).exists();
                saysNoError(STATE.resolve("data"));
            } finally {
                run("dpkg", "--purge", "ringlog");
                run("rm", "-rf", STATE.toString());
                run("userdel", "ringlog");
            }
            assertThat(INSTALLED).doesNotExist();
        } else {
            System.out.println("LOUD no deb can be installed here: the release is started from its archive");
            run("tar", "-xzf", archive.toString(), "-C", folder.toString());
            String name = archive.getFileName().toString().replace(".tar.gz", "");
            serves(List.of(folder.resolve(name + "/bin/ringlog").toString(), "up", "--data", folder + "/data"));
            saysNoError(folder.resolve("data"));
        }
    }

    /** Runs until it is ready, then asks it and ends it as systemd does. */
    private void serves(List<String> command) throws Exception {
        int health = FreePorts.one();
        List<String> line = new ArrayList<>(command);
        for (String setting :
                List.of("health.port=" + health, "sip.port=0", "sip.host=127.0.0.1", "api.port=0", "kafka.port=0")) {
            line.addAll(List.of("--set", setting));
        }
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        // The image's test trains a start-up cache with the same launcher; here it would only cost a minute.
        builder.environment().put("RINGLOG_NO_AOT", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            await("the release is ready, see its output")
                    .atMost(LONG)
                    .ignoreExceptions()
                    .until(() ->
                            !process.isAlive() || ask(health, "/health/ready").statusCode() == 200);
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            assertThat(ask(health, "/metrics").body()).contains("ringlog_calls_live 0", "jvm_memory_used_bytes");
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it stops").isTrue();
            assertThat(Files.readString(output)).doesNotContain("ERROR");
        } finally {
            process.destroyForcibly();
        }
    }

    private static void saysNoError(Path data) throws IOException {
        assertThat(Files.readAllLines(data.resolve("log/ringlog.log")))
                .as("the log of a first start and a stop")
                .noneMatch(line -> line.contains(" ERROR "));
    }

    /** Only where nobody has a Ringlog already, and root asks. */
    private static boolean mayInstall(String made) throws Exception {
        boolean root = System.getProperty("user.name").equals("root");
        return made.contains(".deb") && root && Files.notExists(INSTALLED) && Files.notExists(STATE);
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static HttpResponse<String> ask(int port, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
        return said;
    }
}
