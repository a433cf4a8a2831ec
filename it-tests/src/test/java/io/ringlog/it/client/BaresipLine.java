package io.ringlog.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** The line on which a baresip takes commands and reports events: JSON in netstrings over TCP. */
final class BaresipLine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Socket socket;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<JsonNode> responses = new CopyOnWriteArrayList<>();
    private int told;

    private BaresipLine(Socket socket) {
        this.socket = socket;
        Thread.ofVirtual().name("baresip-line").start(this::listen);
    }

    /** Connects as soon as the program listens. */
    static BaresipLine connect(int port) {
        return Awaitility.await("baresip listens for commands")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(SocketException.class)
                .until(() -> new BaresipLine(new Socket(InetAddress.getLoopbackAddress(), port)), line -> true);
    }

    /** Waits for its word that it has done so. */
    void tell(String command, String parameter) {
        told++;
        String token = Integer.toString(told);
        byte[] bytes = JSON.createObjectNode()
                .put("command", command)
                .put("params", parameter)
                .put("token", token)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            socket.getOutputStream().write((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().write(',');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode answer = Awaitility.await(command + " is answered")
                .atMost(PATIENCE)
                .until(
                        () -> responses.stream()
                                .filter(it -> it.path("token").asText().equals(token))
                                .findFirst()
                                .orElse(JSON.missingNode()),
                        it -> !it.isMissingNode());
        assertThat(answer.path("ok").asBoolean())
                .as(Map.of(command, answer).toString())
                .isTrue();
    }

    /** Waits until it has reported an event of this type, now or before. */
    void awaitEvent(String type) {
        awaitEvent(type, 1);
    }

    /** The same so often. */
    void awaitEvent(String type, int times) {
        Awaitility.await("baresip reports " + type)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(events).filteredOn(type::equals).hasSizeGreaterThanOrEqualTo(times));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                heard(JSON.readTree(netstring(in)));
            }
        } catch (EOFException | SocketException over) {
            events.add("OVER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heard(JsonNode message) {
        if (message.path("event").asBoolean()) {
            String type = message.path("type").asText();
            events.add(
                    type.startsWith("CALL_DTMF")
                            ? type + " " + message.path("param").asText()
                            : type);
        } else {
            responses.add(message);
        }
    }

    private static byte[] netstring(DataInputStream in) throws IOException {
        int length = 0;
        for (int digit = in.readUnsignedByte(); digit != ':'; digit = in.readUnsignedByte()) {
            length = length * 10 + digit - '0';
        }
        byte[] content = in.readNBytes(length);
        in.readUnsignedByte();
        return content;
    }
}
