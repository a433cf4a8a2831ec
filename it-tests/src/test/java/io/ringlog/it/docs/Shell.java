package io.ringlog.it.docs;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** One shell for a page: what a block sets, the next one has. The first command that fails ends it. */
final class Shell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Path folder;
    private final Process process;
    private final PrintStream in;
    private int blocks;

    Shell(Path folder, Map<String, String> environment) throws IOException {
        this.folder = Files.createDirectories(folder);
        ProcessBuilder bash = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("shell.out").toFile());
        bash.environment().putAll(environment);
        process = bash.start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        in.println("set -eo pipefail");
    }

    /** Runs it to its end and returns what it printed; what fails, or does not end in time, fails the test. */
    String run(Block block) throws IOException {
        Path script = folder.resolve("block-" + ++blocks + ".sh");
        Path out = folder.resolve("block-" + blocks + ".out");
        Path done = folder.resolve("block-" + blocks + ".done");
        Files.writeString(script, block.text());
        in.printf(". %s >%s 2>&1 </dev/null; touch %s%n", script, out, done);
        try {
            await().atMost(PATIENCE).pollInterval(LOOK).until(() -> Files.exists(done) || !process.isAlive());
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(block + " does not end:\n" + read(out), late);
        }
        if (!Files.exists(done)) {
            throw new AssertionError(block + " failed:\n" + read(out) + read(folder.resolve("shell.out")));
        }
        return read(out);
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public void close() {
        in.close();
        process.destroy();
    }
}
