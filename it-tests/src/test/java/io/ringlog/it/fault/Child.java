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
    private final List<String> settings;
    private Process process;
    private Path output;

    private Child(String name, List<String> settings) throws IOException {
        this.name = name;
        this.settings = settings;
        this.output = newOutput();
        this.process = launch();
    }

    /** Starts and waits until it is ready. */
    static Child start(String name, String roles, List<String> settings) throws IOException {
        List<String> all = new ArrayList<>(settings);
        all.add("node.roles=" + roles);
        Child child = new Child(name, all);
        child.awaitReady();
        return child;
    }

    /** SIGKILL, by its own pid; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The same process anew on the same folder. */
    void again() throws IOException {
        output = newOutput();
        process = launch();
        awaitReady();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
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

    private void awaitReady() {
        await("process " + name + " is ready, see " + output)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || said("Ready in"));
        if (!process.isAlive()) {
            throw new AssertionError("process " + name + " ended: " + text());
        }
    }

    private boolean said(String words) {
        return text().contains(words);
    }

    private String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newOutput() throws IOException {
        Files.createDirectories(EVIDENCE);
        return Files.createTempFile(EVIDENCE, name + "-", ".out");
    }
}
