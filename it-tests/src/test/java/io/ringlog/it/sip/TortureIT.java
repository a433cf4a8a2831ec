package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of RFC 4475 and of RFC 5118, over UDP and TCP, to a running node. Each file is named as the RFC names
 * its message; its first line says which final answers are right, {@code silence} among them.
 */
@ExtendWith(OnPlatform.class)
class TortureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SILENCE = "silence";

    private final Platform platform;

    TortureIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void nothing_is_left_behind() {
        platform.holdsNothing();
        platform.stillServes();
    }

    static Stream<String> messages() {
        return Stream.concat(messages("torture"), messages("torture6"));
    }

    private static Stream<String> messages(String of) {
        try (Stream<Path> files = Files.list(folder(of))) {
            return files
                    .map(file -> of + "/" + file.getFileName().toString().replace(".sip", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String of) {
        try {
            return Path.of(Objects.requireNonNull(TortureIT.class.getResource("/clients/" + of))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void over_udp(String name) {
        try (Wire wire = Wire.udp(platform.sip())) {
            tortured(name, wire);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void over_tcp(String name) {
        try (Wire wire = Wire.tcp(platform.sip())) {
            tortured(name, wire);
        }
    }

    private static Path file(String name) {
        String[] parts = name.split("/", 2);
        return folder(parts[0]).resolve(parts[1] + ".sip");
    }

    private void tortured(String name, Wire wire) {
        Message message = Message.read(file(name), wire);
        wire.send(message.bytes());
        if (message.right().contains(SILENCE)) {
            // A question that is always answered ends the silence; over TCP a connection may have been closed instead.
            silentOr(message, wire);
            return;
        }
        String answer = finalAnswer(wire).orElse(SILENCE);
        assertThat(message.right()).as(name + " got " + answer).contains(status(answer));
    }

    private void silentOr(Message message, Wire wire) {
        Optional<String> answer = Optional.empty();
        if (wire.transport().equals("UDP")) {
            wire.send(question(wire));
            answer = finalAnswer(wire);
            assertThat(answer).as("the node answers the next question").isPresent();
        }
        boolean silent = answer.isEmpty() || answer.get().contains("fence@torture");
        assertThat(silent || message.right().contains(status(answer.orElseThrow())))
                .as(answer.orElse(""))
                .isTrue();
    }

    private static Optional<String> finalAnswer(Wire wire) {
        Optional<String> answer = wire.answer(PATIENCE);
        while (answer.isPresent() && status(answer.get()).startsWith("1")) {
            answer = wire.answer(PATIENCE);
        }
        return answer;
    }

    private static String status(String answer) {
        return answer.startsWith("SIP/2.0 ") ? answer.substring(8, 11) : answer;
    }

    private static byte[] question(Wire wire) {
        String text = "OPTIONS sip:" + Platform.DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/" + wire.transport() + " 127.0.0.1:"
                + wire.port() + ";branch=z9hG4bK" + UUID.randomUUID() + "\r\nMax-Forwards: 70\r\nFrom: <sip:f@"
                + Platform.DOMAIN + ">;tag=1\r\nTo: <sip:" + Platform.DOMAIN + ">\r\nCall-ID: " + UUID.randomUUID()
                + "fence@torture\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A message as it goes over one wire, and the final answers that are right for it. */
    private record Message(List<String> right, byte[] bytes) {
        static Message read(Path file, Wire wire) {
            try {
                String text = Files.readString(file);
                int line = text.indexOf('\n');
                return new Message(right(text.substring(0, line), wire), bytes(text.substring(line + 1), wire));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What is right over one transport alone is marked with it. */
        private static List<String> right(String line, Wire wire) {
            return List.of(line.replace(wire.transport() + "/", "").split(" "));
        }

        private static byte[] bytes(String text, Wire wire) {
            String unique = UUID.randomUUID().toString();
            String branch = "z9hG4bK" + unique;
            String via = "SIP/2.0/" + wire.transport() + " 127.0.0.1:" + wire.port() + ";branch=" + branch;
            String[] parts =
                    (text.stripTrailing() + "\n\n").replace("\n", "\r\n").split("\r\n\r\n", 2);
            int length = parts[1].getBytes(StandardCharsets.UTF_8).length;
            String filled = (parts[0] + "\r\n\r\n" + parts[1])
                    .replace("{{via}}", via)
                    .replace("{{transport}}", wire.transport())
                    .replace("{{port}}", Integer.toString(wire.port()))
                    .replace("{{branch}}", branch)
                    .replace("{{unique}}", unique)
                    .replace("{{length}}", Integer.toString(length));
            return filled.getBytes(StandardCharsets.UTF_8);
        }
    }
}
