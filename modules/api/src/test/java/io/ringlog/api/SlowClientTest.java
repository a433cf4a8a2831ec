package io.ringlog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.api.events.EventHub;
import io.ringlog.api.events.EventRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.port.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients of the event stream that do not read, and many that do, over plain sockets. */
class SlowClientTest {
    private static final int BUFFER = 50;
    private static final int MANY = 200;
    private static final String LARGE = "x".repeat(32 * 1024);

    private final EventHub hub = new EventHub(BUFFER, 1_000, 1_000);
    private final OneAccount account = new OneAccount();
    private final List<Socket> sockets = new ArrayList<>();
    private ApiServer server;

    /** Nothing lies in the past. */
    private record Empty() implements EventLog {
        @Override
        public int partitionOf(String account) {
            return 0;
        }

        @Override
        public long read(int partition, long from, long to, Predicate<Line> sink) {
            return to;
        }
    }

    @BeforeEach
    void start() {
        var routes = new EventRoutes(new Empty(), hub, Duration.ofMillis(100));
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                account.doors(),
                account,
                OneAccount.UNTROUBLED,
                new Memory(),
                List.of(routes));
        hub.startsAt(0, 0);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        hub.close();
        server.close();
    }

    @Test
    void a_client_that_does_not_read_is_cut_and_told_so() throws Exception {
        Socket lazy = follow();
        awaitClients(1);
        long offset = 0;
        for (int i = 0; i < 1_000; i++) {
            hub.publish(line(offset++, LARGE));
        }

        String last = "";
        String event = "";
        try (var reader = reader(lazy)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("data: {\"reason\"")) {
                    last = line;
                    break;
                }
                event = line.startsWith("event: ") ? line : event;
            }
        }
        assertThat(event).isEqualTo("event: cut");
        assertThat(last).isEqualTo("data: {\"reason\":\"events.too-slow\"}");
        awaitClients(0);
    }

    @Test
    void a_stream_ends_with_its_key_however_much_there_is_to_tell() throws Exception {
        Socket follower = follow();
        awaitClients(1);
        account.revoke();
        hub.publish(line(0, "more"));

        assertThat(reader(follower).lines().anyMatch(it -> it.equals("data: {\"reason\":\"events.not-open\"}")))
                .isTrue();
        awaitClients(0);
    }

    @Test
    void many_clients_leave_room_for_other_requests_and_all_see_the_event() throws Exception {
        for (int i = 0; i < MANY; i++) {
            follow();
        }
        awaitClients(MANY);

        Socket plain = ask("GET /v1/whoami HTTP/1.1");
        assertThat(reader(plain).readLine()).startsWith("HTTP/1.1 200");
        hub.publish(line(0, "everybody"));
        for (Socket socket : sockets.subList(0, MANY)) {
            assertThat(reader(socket).lines().anyMatch(it -> it.contains("everybody")))
                    .isTrue();
        }
    }

    private void awaitClients(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hub.clients() == count);
    }

    private Socket follow() throws IOException {
        return ask("GET /v1/events HTTP/1.1");
    }

    private Socket ask(String line) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        String request = line + "\r\nHost: localhost\r\nx-api-key: " + OneAccount.ALL + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static EventLog.Line line(long offset, String text) {
        return new EventLog.Line(0, offset, OneAccount.ACCOUNT, "CallRouted", "{\"n\":\"" + text + "\"}");
    }
}
