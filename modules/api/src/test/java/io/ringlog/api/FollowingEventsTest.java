package io.ringlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.events.EventHub;
import io.ringlog.api.events.EventRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.port.EventLog;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowingEventsTest {
    private final EventHub hub = new EventHub(2, 3, 2);
    private final HttpClient client = HttpClient.newHttpClient();
    private ApiServer server;

    /** Every offset holds an event, the odd ones another account's. */
    private static final class Counted implements EventLog {
        @Override
        public int partitionOf(String account) {
            return 3;
        }

        @Override
        public long read(int partition, long from, long to, Predicate<Line> sink) {
            LongStream.range(from, to).mapToObj(FollowingEventsTest::line).allMatch(sink);
            return to;
        }
    }

    @BeforeEach
    void start() {
        var account = new OneAccount();
        var routes = new EventRoutes(new Counted(), hub, Duration.ofSeconds(15));
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                account.doors(),
                account,
                OneAccount.UNTROUBLED,
                new Memory(),
                List.of(routes));
        hub.startsAt(3, 10);
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
        client.close();
    }

    @Test
    void a_client_comes_back_where_it_left_and_misses_nothing() throws Exception {
        try (var first = follow("", "")) {
            String cursor = first.readLine();
            hub.publish(line(10));
            hub.publish(line(11));
            hub.publish(line(12));
            assertThat(data(first)).isEqualTo("{}");
            assertThat(data(first)).isEqualTo("{\"n\":10}");
            assertThat(data(first)).isEqualTo("{\"n\":12}");

            try (var second = follow("", cursor.substring("id: ".length()))) {
                assertThat(data(second)).isEqualTo("{}");
                assertThat(data(second)).isEqualTo("{\"n\":10}");
                assertThat(data(second)).isEqualTo("{\"n\":12}");
            }
        }
    }

    @Test
    void the_cursor_may_stand_in_the_address_and_nothing_before_it_comes_again() throws Exception {
        String seen;
        try (var first = follow("", "")) {
            assertThat(data(first)).isEqualTo("{}");
            hub.publish(line(10));
            seen = id(first);
        }
        hub.publish(line(12));

        try (var second = follow("?cursor=" + seen, "")) {
            assertThat(data(second)).isEqualTo("{}");
            assertThat(data(second)).isEqualTo("{\"n\":12}");
            hub.publish(line(14));
            assertThat(data(second)).isEqualTo("{\"n\":14}");
        }
    }

    @Test
    void only_the_types_asked_for_are_shown() throws Exception {
        try (var reader = follow("?type=CallEnded", "")) {
            assertThat(data(reader)).isEqualTo("{}");
            hub.publish(line(10));
            hub.publish(new EventLog.Line(3, 12, OneAccount.ACCOUNT, "CallEnded", "{\"n\":12}"));
            assertThat(data(reader)).isEqualTo("{\"n\":12}");
        }
    }

    @Test
    void an_account_has_so_many_clients_and_no_more() throws Exception {
        try (var first = follow("", "");
                var second = follow("", "")) {
            assertThat(data(first)).isEqualTo("{}");
            assertThat(data(second)).isEqualTo("{}");
            var third = client.send(request("", ""), BodyHandlers.ofString());
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).contains("30");
            assertThat(third.body()).contains("2 clients");
        }
    }

    @Test
    void what_cannot_be_followed_is_refused() throws Exception {
        assertThat(status("?type=Nonsense", "")).isEqualTo(422);
        assertThat(status("", "not-a-cursor")).isEqualTo(422);
        assertThat(status("?cursor=not-a-cursor", "")).isEqualTo(422);
    }

    private static EventLog.Line line(long offset) {
        String account = offset % 2 == 0 ? OneAccount.ACCOUNT : "acc_2";
        return new EventLog.Line(3, offset, account, "CallRouted", "{\"n\":" + offset + "}");
    }

    private static String data(BufferedReader reader) throws Exception {
        return next(reader, "data: ");
    }

    private static String id(BufferedReader reader) throws Exception {
        return next(reader, "id: ");
    }

    private static String next(BufferedReader reader, String field) throws Exception {
        String line = reader.readLine();
        while (!line.startsWith(field)) {
            line = reader.readLine();
        }
        return line.substring(field.length());
    }

    private int status(String query, String cursor) throws Exception {
        return client.send(request(query, cursor), BodyHandlers.discarding()).statusCode();
    }

    private BufferedReader follow(String query, String cursor) throws Exception {
        HttpResponse<InputStream> response = client.send(request(query, cursor), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private HttpRequest request(String query, String cursor) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/events" + query))
                .header("x-api-key", OneAccount.ALL);
        return cursor.isEmpty()
                ? request.build()
                : request.header("Last-Event-ID", cursor).build();
    }
}
