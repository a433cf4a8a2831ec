package io.ringlog.it.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ringlog up} as a process of its own, so that it can be killed; its output is kept as evidence. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path EVIDENCE = Path.of("target", "evidence");

    private final String name;
    private final List<String> settings = new ArrayList<>();
    private Process process;
    private Path output;

    Child(String name, List<String> settings) throws IOException {
        this.name = name;
        this.settings.addAll(settings);
        this.output = newOutput();
        this.process = launch();
    }

    String name() {
        return name;
    }

    Path data() {
        return settings.stream()
                .filter(it -> it.startsWith("node.data="))
                .map(it -> Path.of(it.substring("node.data=".length())))
                .findFirst()
                .orElseThrow();
    }

    /** SIGKILL, by its own pid; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** From the next start on. */
    Child with(String setting) {
        settings.add(setting);
        return this;
    }

    /** SIGTERM, and no wait for what comes of it. */
    void askToStop() {
        process.destroy();
    }

    /** SIGTERM, as a person or an orchestrator stops it; returns the exit code. */
    int stop() throws InterruptedException {
        askToStop();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + name + " does not stop; see " + output);
        }
        return process.exitValue();
    }

    /** The same process anew on the same folder. */
    Child again() throws IOException {
        return relaunch().awaitReady();
    }

    /** As {@link #again}, without waiting. */
    Child relaunch() throws IOException {
        output = newOutput();
        process = launch();
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Child awaitReady() {
        await("process " + name + " is ready, see " + output)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || text().contains("Ready in"));
        if (!process.isAlive()) {
            throw new AssertionError("process " + name + " ended: " + text());
        }
        return this;
    }

    /** Everything the present process has said on its console. */
    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process launch() throws IOException {
        // Short lives on shared cores: the first compiler and the simplest collector start soonest.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx384m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.ringlog.app.Ringlog",
                "up"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private Path newOutput() throws IOException {
        Files.createDirectories(EVIDENCE);
        return Files.createTempFile(EVIDENCE, name + "-", ".out");
    }
}
