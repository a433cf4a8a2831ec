package io.ringlog.it.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One command line of {@code ringlog} as a process of its own, run to its end. */
record RinglogProcess(int exitCode, String said) {

    private static final String PRODUCT = "io.ringlog.app.Ringlog";
    private static final String LAB = "io.ringlog.lab.Lab";

    /** Runs it; one that does not end in time is killed, by its own id, and fails the test with what it said. */
    static RinglogProcess run(int heapMegabytes, Duration within, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dstdout.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + heapMegabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                arguments.getFirst().equals("demo") ? LAB : PRODUCT));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = CompletableFuture.supplyAsync(() -> read(process));
            boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            if (!ended) {
                throw new AssertionError(arguments + " has not ended within " + within + ":\n" + said.get());
            }
            return new RinglogProcess(process.waitFor(), said.get());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
