package io.ringlog.it.client;

import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A linphonec of its own for one user: speaks a tone from a file, records what it hears, and does what it is told. */
public final class Linphone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration SPOKEN = Duration.ofSeconds(30);
    private static final String TONE = "tone.wav";
    private static final String HEARD = "heard.wav";
    private static final String TALKS = "Media streams established";

    private final String user;
    private final Path folder;
    private final ClientProcess process;

    private Linphone(String user, Path folder, ClientProcess process) {
        this.user = user;
        this.folder = folder;
        this.process = process;
    }

    /** Starts it; it registers by itself and answers when it is told to. */
    public static Linphone start(Path folder, String user, String password, double toneHz, InetSocketAddress server) {
        try {
            Files.write(folder.resolve(TONE), WavWriter.write(Tone.clip(toneHz, SPOKEN)));
            Files.writeString(folder.resolve("linphonerc"), config(user, password, server));
            // Without a place for its own database it starts no transport.
            Files.createDirectories(folder.resolve(".local/share/linphone"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process = ClientProcess.told(folder, "linphonec", List.of("linphonec", "-c", "linphonerc"));
        process.type("soundcard use files");
        process.type("play " + TONE);
        process.type("record " + HEARD);
        return new Linphone(user, folder, process);
    }

    private void says(String words) {
        Awaitility.await(user + " says '" + words + "', see " + folder)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> process.text().contains(words));
    }

    public void dial(String number) {
        process.type("call sip:" + number + "@" + Platform.DOMAIN);
    }

    public void answer() {
        says("Receiving new incoming call");
        process.type("answer");
    }

    public void hold() {
        process.type("pause");
        says("is now paused");
    }

    /** Takes back the only call it has had. */
    public void resume() {
        process.type("resume 1");
        Awaitility.await(user + " talks again, see " + folder)
                .atMost(PATIENCE)
                .until(() -> process.text().split(TALKS, -1).length > 2);
    }

    /** Presses a key, as a named telephone event (RFC 4733). */
    public void press(char key) {
        process.type(String.valueOf(key));
    }

    /** Passes whom it talks to on to a number. */
    public void transfer(String number) {
        process.type("transfer sip:" + number + "@" + Platform.DOMAIN);
    }

    public void hangUp() {
        process.type("terminate");
    }

    public void talks() {
        says(TALKS);
    }

    public void isAlone() {
        says(" ended (");
    }

    /** Waits until this much sound has been recorded. */
    public void hasHeard(Duration length) {
        Awaitility.await(user + " hears something, see " + folder)
                .atMost(PATIENCE)
                .until(() -> Files.exists(folder.resolve(HEARD))
                        && Files.size(folder.resolve(HEARD)) > length.toMillis() * 16);
    }

    /** What it heard in its only call, which is over. */
    public short[] heard() {
        try {
            return WavReader.read(Files.readAllBytes(folder.resolve(HEARD))).samples();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String config(String user, String password, InetSocketAddress server) {
        int sip = FreePorts.one();
        int rtp = FreePorts.block(4);
        return """
                [sip]
                sip_port=%1$d
                sip_tcp_port=0
                sip_tls_port=0
                default_proxy=0
                [rtp]
                audio_rtp_port=%2$d
                [proxy_0]
                reg_proxy=<sip:127.0.0.1:%3$d>
                reg_route=<sip:127.0.0.1:%3$d;lr>
                reg_identity=sip:%4$s@%5$s
                reg_expires=600
                reg_sendregister=1
                publish=0
                [auth_info_0]
                username=%4$s
                passwd=%6$s
                realm=%5$s
                domain=%5$s
                """.formatted(sip, rtp, server.getPort(), user, Platform.DOMAIN, password);
    }

    /** It unregisters when it is told to end; one that is told so in the middle of a call may never do. */
    @Override
    public void close() {
        try (process) {
            process.type("quit");
            process.awaitExit(PATIENCE);
        }
    }
}
