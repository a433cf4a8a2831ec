package io.ringlog.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringlog up} where something is in the way: it ends at once and names what, who and which key. */
@ExtendWith(OnPlatform.class)
class RefusingToStartIT {
    private static final long OURS = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private final Platform platform;

    RefusingToStartIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_data_folder_in_use_is_refused_with_the_pid() throws Exception {
        String said = refused("node.data=" + platform.folder());

        assertThat(said).contains(platform.folder().toString()).contains("process " + OURS);
    }

    @Test
    void a_sip_port_in_use_is_refused_with_its_key_and_its_owner() throws Exception {
        int port = platform.sip().getPort();

        assertThat(refused("node.data=" + folder, "node.roles=edge", "sip.port=" + port))
                .contains("port " + port)
                .contains("sip.port")
                .contains("pid " + OURS);
    }

    @Test
    void an_api_port_in_use_is_refused_with_its_key_and_its_owner() throws Exception {
        int port = platform.rest().port();

        assertThat(refused("node.data=" + folder, "node.roles=api", "api.port=" + port))
                .contains("port " + port)
                .contains("api.port")
                .contains("pid " + OURS);
    }

    private String refused(String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ringlog.app.Ringlog",
                "up"));
        command.addAll(List.of("--set", "kafka.bootstrap-servers=" + platform.kafka()));
        command.addAll(List.of("--set", "sip.host=127.0.0.1", "--set", "sip.port=0", "--set", "api.port=0"));
        List.of(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isNotZero();
            assertThat(said).as("a sentence, not a stack trace").doesNotContain("\tat ");
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
