package io.ringlog.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVM flags both launchers read from {@code docker/jvm}. */
class HeapTest {
    private static final Path FLAGS = Path.of("..", "..", "docker", "jvm");

    @ParameterizedTest
    @CsvSource({"0, 512m", "1024, 512m", "2048, 512m", "3000, 750m", "4096, 1024m", "24576, 1024m"})
    void the_heap_is_a_quarter_of_the_memory_within_bounds(int memoryMib, String heap) throws Exception {
        assertThat(bash("jvm_heap " + memoryMib, Map.of())).isEqualTo(heap);
    }

    @Test
    void a_heap_that_is_asked_for_wins() throws Exception {
        assertThat(flags(Map.of("RINGLOG_HEAP", "300m"))).contains("-Xmx300m");
    }

    @Test
    void this_machine_gets_a_heap_within_the_bounds() throws Exception {
        String heap = flags(Map.of()).stream()
                .filter(flag -> flag.startsWith("-Xmx"))
                .findFirst()
                .orElseThrow();

        assertThat(Integer.parseInt(heap.replaceAll("[^0-9]", ""))).isBetween(512, 1_024);
    }

    private static List<String> flags(Map<String, String> environment) throws Exception {
        return bash("printf '%s\\n' \"${JVM_FLAGS[@]}\"", environment).lines().toList();
    }

    private static String bash(String command, Map<String, String> environment) throws Exception {
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", "source " + FLAGS + "; " + command);
        shell.environment().remove("RINGLOG_HEAP");
        shell.environment().putAll(environment);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }
}
