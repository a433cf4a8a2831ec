package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A baresip of its own for one user: speaks a tone from a file, records what it hears, and does what it is told. */
public final class Baresip implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String MODULES = "/usr/lib/baresip/modules";

    /** Bits a second that it sends and receives. */
    private static final Pattern RATE = Pattern.compile("audio=\\d+/(\\d+) \\(bit/s\\)");

    private static final int FULL_RATE = 60_000;

    private final String user;
    private final Path folder;
    private final ClientProcess process;
    private final BaresipLine line;

    private Baresip(String user, Path folder, ClientProcess process, BaresipLine line) {
        this.user = user;
        this.folder = folder;
        this.process = process;
        this.line = line;
    }

    /** Starts it; it registers by itself and answers when it is called. */
    public static Baresip start(Path folder, String user, String password, double toneHz, InetSocketAddress server) {
        return start(folder, account("udp", user, password, server), user, toneHz, 0);
    }

    /** The same over TLS; it takes whatever certificate it is shown. */
    public static Baresip safe(Path folder, String user, String password, double toneHz, InetSocketAddress server) {
        return start(folder, account("tls", user, password, server), user, toneHz, 0);
    }

    /** The same over TLS, whose media has to be encrypted under keys of its descriptions (SDES). */
    public static Baresip encrypted(
            Path folder, String user, String password, double toneHz, InetSocketAddress server) {
        String account = account("tls", user, password, server).stripTrailing() + ";mediaenc=srtp-mand\n";
        return start(folder, account, user, toneHz, 0);
    }

    /** The same over UDP, by IPv6 alone. */
    public static Baresip ofSix(Path folder, String user, String password, double toneHz, InetSocketAddress server) {
        return start(folder, account("udp", user, password, server), user, toneHz, new Place("::1", 0));
    }

    /** With accounts as they came from somewhere. */
    public static Baresip with(Path folder, String accounts, String user) {
        return start(folder, accounts, user, 700, 0);
    }

    /** A telephone behind a carrier: it registers nowhere, and answers whom this port is called for its number. */
    public static Baresip outside(Path folder, String number, double toneHz, int port) {
        return start(folder, "<sip:%s@127.0.0.1>;regint=0;answermode=auto%n".formatted(number), number, toneHz, port);
    }

    private static Baresip start(Path folder, String account, String user, double toneHz, int port) {
        return start(folder, account, user, toneHz, new Place("127.0.0.1", port));
    }

    /** Where it listens. */
    private record Place(String host, int port) {
        String text() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    private static Baresip start(Path folder, String account, String user, double toneHz, Place place) {
        int control = FreePorts.one();
        try {
            Files.write(folder.resolve("tone.wav"), WavWriter.write(Tone.clip(toneHz, Duration.ofSeconds(30))));
            Files.writeString(folder.resolve("config"), config(place, control));
            Files.writeString(folder.resolve("accounts"), account);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ClientProcess process = ClientProcess.start(
                folder, "baresip", List.of("baresip", "-s", "-f", folder.toString(), "-n", place.host(), "-v"));
        return new Baresip(user, folder, process, BaresipLine.connect(control));
    }

    /** Waits until it says that it is registered. */
    public Baresip registered() {
        says("200 OK");
        says("[1 binding]");
        return this;
    }

    /** Waits until its trace contains these words. */
    public void says(String words) {
        Awaitility.await(user + " says '" + words + "', see " + folder)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> process.text().contains(words));
    }

    public String trace() {
        return process.text();
    }

    public void dial(String number) {
        line.tell("dial", number);
    }

    /** Passes whom it talks to on to a number, and leaves when that is done. */
    public void transfer(String number) {
        line.tell("transfer", "sip:" + number + "@" + Platform.DOMAIN);
    }

    /** Passes whom it called last on to whoever called it first, by the dialog of that call (RFC 3891 section 3). */
    public void transferToFirstCaller(String number) {
        String answer = Pattern.compile("SIP/2\\.0 200 .*\\r?\\n((?:.+\\r?\\n)+)")
                .matcher(trace())
                .results()
                .map(it -> it.group(1))
                .filter(it -> word(it, "CSeq: \\d+ (\\w+)").equals("INVITE"))
                .findFirst()
                .orElseThrow();
        String replaces = "%s;to-tag=%s;from-tag=%s"
                .formatted(
                        word(answer, "Call-ID: (\\S+)"),
                        word(answer, "From: .*;tag=([^;\\s]+)"),
                        word(answer, "To: .*;tag=([^;\\s]+)"));
        String escaped = URLEncoder.encode(replaces, StandardCharsets.UTF_8);
        line.tell("transfer", "<sip:" + number + "@" + Platform.DOMAIN + "?Replaces=" + escaped + ">");
    }

    private static String word(String message, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(message);
        assertThat(matcher.find()).as("%s in %s", pattern, message).isTrue();
        return matcher.group(1);
    }

    /** Has whom it talks to on hold. */
    public void hold() {
        line.tell("hold", "");
    }

    /** Takes back whom it has on hold. */
    public void resume() {
        line.tell("resume", "");
    }

    public void hangUp() {
        line.tell("hangup", "");
    }

    /** Presses a key, as a named telephone event (RFC 4733). */
    public void press(char key) {
        line.tell("sndcode", String.valueOf(key));
    }

    /** Waits until it is told that the other party presses a key (RFC 4733). */
    public void isTold(char key) {
        line.awaitEvent("CALL_DTMF_START " + key);
    }

    public void talks() {
        line.awaitEvent("CALL_ESTABLISHED");
    }

    public void isAlone() {
        isAlone(1);
    }

    /** Waits until so many of its calls have ended. */
    public void isAlone(int calls) {
        line.awaitEvent("CALL_CLOSED", calls);
    }

    /** Waits until this much sound has been recorded. */
    public void hasHeard(Duration length) {
        awaitRecorded(length.toMillis() * 16);
    }

    /** Waits until this much more sound has been recorded. */
    public void hearsMore(Duration length) {
        hearMore(length, this);
    }

    /** Waits until this much more sound has been recorded by each of them. */
    public static void hearMore(Duration length, Baresip... phones) {
        long[] enough = Stream.of(phones)
                .mapToLong(it -> it.longest() + length.toMillis() * 16)
                .toArray();
        for (int i = 0; i < phones.length; i++) {
            phones[i].awaitRecorded(enough[i]);
        }
    }

    private long longest() {
        return recording().mapToLong(Baresip::size).max().orElse(0);
    }

    /** Waits until it says that sound comes in at its full rate; after a hold it records no more of it. */
    public void receivesSound() {
        Awaitility.await("sound comes in at " + user)
                .atMost(PATIENCE)
                .until(() -> RATE.matcher(trace())
                                .results()
                                .mapToInt(it -> Integer.parseInt(it.group(1)))
                                .reduce(0, (before, last) -> last)
                        >= FULL_RATE);
    }

    private void awaitRecorded(long bytes) {
        Awaitility.await(user + " hears something")
                .atMost(PATIENCE)
                .until(() -> recording().map(Baresip::size).anyMatch(size -> size > bytes));
    }

    /** What it heard in its only call. */
    public short[] heard() {
        return samples(recorded());
    }

    /** What it heard in the newest of its calls. */
    public short[] heardLast() {
        return samples(bytes(recording().max(Comparator.naturalOrder()).orElseThrow()));
    }

    private static short[] samples(byte[] wav) {
        try {
            return WavReader.read(wav).samples();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has heard in its only call so far, which goes on: the file does not say its length yet. */
    public short[] heardSoFar() {
        ShortBuffer sound = ByteBuffer.wrap(recorded())
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(WavWriter.HEADER_BYTES)
                .asShortBuffer();
        short[] samples = new short[sound.remaining()];
        sound.get(samples);
        return samples;
    }

    private byte[] recorded() {
        List<Path> files = recording().toList();
        assertThat(files).as("recordings of " + user).hasSize(1);
        return bytes(files.getFirst());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        line.close();
        process.close();
    }

    private Stream<Path> recording() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-dec.wav")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String account(String transport, String user, String password, InetSocketAddress server) {
        String host = server.getAddress() instanceof Inet6Address ? "[::1]" : "127.0.0.1";
        return "<sip:%s@%s;transport=%s>;auth_user=%s;auth_pass=%s"
                        .formatted(user, Platform.DOMAIN, transport, user, password)
                + ";outbound=\"sip:%s:%d;transport=%s\";regint=60;answermode=auto%n"
                        .formatted(host, server.getPort(), transport);
    }

    private static String config(Place place, int control) {
        int rtp = FreePorts.block(22);
        return String.join(
                "\n",
                "poll_method epoll",
                "sip_listen " + place.text(),
                // A player that throws away: without one nothing is decoded, and nothing recorded.
                "audio_player aubridge,nowhere",
                "audio_alert aubridge,nowhere",
                "audio_source aufile,tone.wav",
                "ausrc_srate 8000",
                "auplay_srate 8000",
                "audio_channels 1-1",
                "rtp_ports " + rtp + "-" + (rtp + 20),
                "module_path " + MODULES,
                "module g711.so",
                "module srtp.so",
                "module aubridge.so",
                "module aufile.so",
                "module sndfile.so",
                // Relative, because a long path does not fit into its name of a recording.
                "snd_path .",
                "module_tmp account.so",
                "module_app menu.so",
                "module_app ctrl_tcp.so",
                "ctrl_tcp_listen 127.0.0.1:" + control,
                "");
    }
}
