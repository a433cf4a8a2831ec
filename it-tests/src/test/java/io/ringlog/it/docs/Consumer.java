package io.ringlog.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program of a page that goes on reading until it is ended. */
record Consumer(Path folder, List<String> command) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Runs it until it has said something. */
    void until(String said) throws IOException {
        Path out = folder.resolve("consumer-" + Math.abs(command.hashCode()) + ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await(command + " says " + said).atMost(PATIENCE).pollInterval(LOOK).untilAsserted(() -> {
                assertThat(Files.readString(out)).contains(said);
            });
        } finally {
            process.destroy();
        }
    }
}
