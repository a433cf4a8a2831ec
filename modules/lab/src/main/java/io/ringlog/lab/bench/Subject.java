package io.ringlog.lab.bench;

import io.ringlog.lab.load.TrainingCalls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ringlog itself as a process of its own, with one tenant whose number rings one phone. */
final class Subject implements AutoCloseable {

    private static final List<String> ALONE =
            List.of("sip.host=127.0.0.1", "api.port=0", "health.port=0", "media.host=127.0.0.1");

    /** All the load comes from one address. */
    private static final String UNTHROTTLED = "sip.invites-per-source=100000";

    private static final Pattern HEALTH = Pattern.compile("health (http://[^, ]+)");
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final InetSocketAddress sip;
    private final URI health;
    private final Path data;
    private final double readyMs;

    private Subject(Process process, InetSocketAddress sip, URI health, Path data, double readyMs) {
        this.process = process;
        this.sip = sip;
        this.health = health;
        this.data = data;
        this.readyMs = readyMs;
    }

    /** With the tenant of the training calls and default settings, but for what one address may send. */
    static Subject start(Path folder) throws IOException, InterruptedException {
        return start(folder, TrainingCalls.tenant(), List.of());
    }

    /** The same with a tenant and further {@code key=value}. */
    static Subject start(Path folder, String description, List<String> settings)
            throws IOException, InterruptedException {
        return guarded(
                folder,
                description,
                Stream.concat(Stream.of(UNTHROTTLED), settings.stream()).toList());
    }

    /**
     * Describes the tenant in {@code folder}, then starts everything in one process and waits until it is ready.
     *
     * @param settings {@code key=value}; everything else is as it is by default
     */
    static Subject guarded(Path folder, String description, List<String> settings)
            throws IOException, InterruptedException {
        Path tenant = Files.createDirectories(folder).resolve("bench.yaml");
        Files.writeString(tenant, description);
        Path data = folder.resolve("data");
        Path log = folder.resolve("ringlog.out");
        int applied = ringlog(log, "config", "apply", tenant.toString(), "--quiet", "--data", data.toString())
                .waitFor();
        if (applied != 0) {
            throw new IOException("config apply ended with " + applied + ": " + Files.readString(log));
        }
        int port = FreePort.udp("127.0.0.1");
        long started = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
        ALONE.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of("--set", "sip.port=" + port));
        Process process = ringlog(log, arguments.toArray(String[]::new));
        awaitReady(process, log);
        double readyMs = (System.nanoTime() - started) / 1e6;
        return new Subject(process, new InetSocketAddress("127.0.0.1", port), health(log), data, readyMs);
    }

    /** What its broker has done so far. */
    BrokerCounts brokerCounts() throws IOException {
        return BrokerCounts.of(process.pid(), data.resolve("kafka"));
    }

    InetSocketAddress sip() {
        return sip;
    }

    /** Where it shows its figures. */
    URI health() {
        return health;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    double readyMs() {
        return readyMs;
    }

    private static void awaitReady(Process process, Path log) throws IOException {
        long until = System.nanoTime() + START_PATIENCE.toNanos();
        while (!Files.readString(log).contains("Ready in ")) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroy();
                throw new IOException("ringlog up did not become ready: " + Files.readString(log));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static URI health(Path log) throws IOException {
        Matcher named = HEALTH.matcher(Files.readString(log));
        if (!named.find()) {
            throw new IOException("ringlog up did not say where its health is: " + Files.readString(log));
        }
        return URI.create(named.group(1));
    }

    /** The same JVM, flags and class path as this one. */
    private static Process ringlog(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.ringlog.app.Ringlog"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .handle((done, late) -> process.destroyForcibly())
                .join();
    }
}
