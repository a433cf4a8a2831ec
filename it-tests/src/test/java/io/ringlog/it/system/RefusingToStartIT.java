package io.ringlog.it.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private String refused(String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of("up"));
        command.addAll(List.of("--set", "kafka.bootstrap-servers=" + platform.kafka()));
        command.addAll(List.of("--set", "sip.host=127.0.0.1", "--set", "sip.port=0", "--set", "api.port=0"));
        List.of(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
        var up = RinglogProcess.run(128, Duration.ofMinutes(1), command);
        assertThat(up.exitCode()).as(up.said()).isNotZero();
        assertThat(up.said()).as("a sentence, not a stack trace").doesNotContain("\tat ");
        return up.said();
    }
}
