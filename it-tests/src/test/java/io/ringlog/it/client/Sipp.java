package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One run of sipp with a scenario of ours; it talks from one port, and its exit code says how it went. */
public final class Sipp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ClientProcess process;
    private final Path folder;
    private final String name;

    private Sipp(ClientProcess process, Path folder, String name) {
        this.process = process;
        this.folder = folder;
        this.name = name;
    }

    /**
     * Starts a scenario; its messages are kept in the folder.
     *
     * @param words what stands for {@code {{name}}} in the scenario; {@code domain} stands for that of the tenant
     */
    public static Sipp start(
            Path folder, InetSocketAddress server, String scenario, int port, Map<String, String> words) {
        return from("127.0.0.1", folder, server, scenario, port, words);
    }

    /** The same from another address of this machine. */
    public static Sipp from(
            String address,
            Path folder,
            InetSocketAddress server,
            String scenario,
            int port,
            Map<String, String> words) {
        String name = scenario + "-" + port;
        Path script = folder.resolve(name + ".xml");
        try {
            Files.writeString(script, filled(scenario, words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("sipp", "127.0.0.1:" + server.getPort()));
        command.addAll(List.of("-sf", script.toString(), "-i", address, "-p", Integer.toString(port)));
        command.addAll(List.of("-m", "1", "-nostdin", "-default_behaviors", "all,-abortunexp"));
        command.addAll(List.of("-timeout", PATIENCE.toSeconds() + "s", "-timeout_error", "-recv_timeout", "20000"));
        // It takes a port for a picture too, two above that for sound, and RTCP above each.
        command.addAll(List.of("-mp", Integer.toString(FreePorts.block(4))));
        command.addAll(List.of(
                "-trace_msg",
                "-message_file",
                folder.resolve(name + ".messages").toString()));
        command.addAll(List.of(
                "-trace_err", "-error_file", folder.resolve(name + ".errors").toString()));
        return new Sipp(ClientProcess.start(folder, name, command), folder, name);
    }

    /** Packets of a capture leave through a raw socket, which only root may open. */
    public static void mayPlayCaptures() {
        boolean may = "root".equals(System.getProperty("user.name"));
        if (!may) {
            System.out.println(System.lineSeparator() + "LOUD digits by sipp are skipped: raw sockets need root");
        }
        assumeTrue(may, "raw sockets need root");
    }

    /** Waits for its end, and that it went as the scenario says. */
    public void succeeds() {
        assertThat(process.awaitExit(PATIENCE.plusSeconds(10)))
                .as("exit code of %s%n%s%n%s", name, kept(".errors"), kept(".messages"))
                .isZero();
    }

    /** Every message sent and received so far. */
    public String messages() {
        return kept(".messages");
    }

    @Override
    public void close() {
        process.close();
    }

    private String kept(String suffix) {
        Path file = folder.resolve(name + suffix);
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filled(String scenario, Map<String, String> words) throws IOException {
        String resource = "/clients/sipp/" + scenario + ".xml";
        try (var in = Objects.requireNonNull(Sipp.class.getResourceAsStream(resource), resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var word : words.entrySet()) {
                text = text.replace("{{" + word.getKey() + "}}", word.getValue());
            }
            text = text.replace(Platform.DOMAIN, words.getOrDefault("domain", Platform.DOMAIN));
            assertThat(text).as("every word of %s is given", scenario).doesNotContain("{{");
            return text;
        }
    }
}
