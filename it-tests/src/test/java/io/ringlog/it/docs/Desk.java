package io.ringlog.it.docs;

import static org.awaitility.Awaitility.await;

import io.ringlog.it.client.FreePorts;
import io.ringlog.testkit.phone.Phone;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where a reader sits: a fresh folder with the launcher in it, a shell, free ports, and phones. */
final class Desk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int sip = FreePorts.one();
    private final Shell shell;

    Desk(Path folder) throws IOException {
        this.folder = folder;
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Map<String, String> environment = new HashMap<>(settings());
        environment.put("PATH", programs + File.pathSeparator + System.getenv("PATH"));
        environment.put("DOCS_PROGRAMS", programs.toString());
        environment.put("DOCS_CURL", onPath("curl"));
        environment.put(
                "DOCS_JAVA",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        environment.put("DOCS_CLASS_PATH", System.getProperty("java.class.path"));
        copy("ringlog", folder);
        for (String program : List.of("curl", "duckdb", "Duck.java")) {
            copy(program, programs);
        }
        this.shell = new Shell(folder, environment);
    }

    /** What a process is told here instead of its usual ports. */
    private Map<String, String> settings() {
        int rtp = FreePorts.block(100);
        return Map.ofEntries(
                Map.entry("RINGLOG_SIP_HOST", "127.0.0.1"),
                Map.entry("RINGLOG_SIP_PORT", Integer.toString(sip)),
                Map.entry("RINGLOG_API_PORT", Integer.toString(FreePorts.one())),
                Map.entry("RINGLOG_MEDIA_PORT_MIN", Integer.toString(rtp)),
                Map.entry("RINGLOG_MEDIA_PORT_MAX", Integer.toString(rtp + 99)),
                Map.entry("RINGLOG_SIP_DECISION_TIMEOUT", "10s"),
                Map.entry("RINGLOG_LAKE_COMMIT_INTERVAL", "1s"),
                Map.entry("RINGLOG_LAKE_MAINTENANCE_INTERVAL", "3s"));
    }

    private static String onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(it -> Path.of(it, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(program + " is not installed"))
                .toString();
    }

    private static void copy(String program, Path into) throws IOException {
        try (InputStream in = Objects.requireNonNull(Desk.class.getResourceAsStream("/docs/" + program))) {
            Path file = into.resolve(program);
            Files.copy(in, file);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable");
            }
        }
    }

    Path folder() {
        return folder;
    }

    String run(Block block) throws IOException {
        return shell.run(block);
    }

    /** A command that the page leaves to the reader. */
    String run(String command) throws IOException {
        return shell.run(new Block("the reader", 1, "sh", command + "\n"));
    }

    /** Asks until the answer is as it should be. */
    void until(String command, String answer) {
        await(command + " says " + answer)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> run(command).strip().equals(answer));
    }

    /** Where the broker of the node listens. */
    String kafka() throws IOException {
        String ready = Files.readString(folder.resolve("up.log"));
        int from = ready.indexOf("kafka ") + "kafka ".length();
        return ready.substring(from, ready.indexOf(',', from));
    }

    /** A phone that has registered; for the caller to close. */
    Phone phone(String account, String password, double toneHz) {
        Phone phone = Phone.udp(account, password, toneHz, new InetSocketAddress("127.0.0.1", sip));
        phone.sip().hashing("MD5");
        await(account + " is registered").atMost(PATIENCE).until(() -> phone.register() == 200);
        return phone;
    }

    @Override
    public void close() throws IOException {
        shell.close();
        Path pid = folder.resolve("up.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(node -> {
                node.destroyForcibly();
                node.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            });
        }
    }
}
