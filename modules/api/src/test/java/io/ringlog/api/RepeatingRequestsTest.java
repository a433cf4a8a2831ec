package io.ringlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.http.ApiServer;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatingRequestsTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final OneAccount account = new OneAccount();
    private final ApiServer server = ApiServer.start(
            ApiConfig.on("127.0.0.1", 0),
            account.doors(),
            account,
            OneAccount.UNTROUBLED,
            new Memory(),
            List.of(table -> table.add(Route.post("doIt", "/v1/things", "Does something.", it -> {
                        done.incrementAndGet();
                        return Answer.of(201, List.of(done.get()), java.util.Map.of("ETag", "\"7\""));
                    }))
                    .add(Route.post("refuseIt", "/v1/refused", "Refuses.", it -> {
                        done.incrementAndGet();
                        throw Refused.of(Why.CONFLICT, "not now");
                    }))
                    .add(Route.post("loseIt", "/v1/late", "Is late.", it -> {
                        done.incrementAndGet();
                        throw Refused.of(Why.LATE, "late");
                    }))
                    .add(Route.post("waitForIt", "/v1/slow", "Waits.", it -> waiting()))));

    private Answer waiting() {
        begun.countDown();
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.nothing();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void the_same_request_is_done_once_and_answered_as_the_first_time() throws Exception {
        var first = post("/v1/things?account_id=acc_1", "order-1");
        var again = post("/v1/things?account_id=acc_1", "order-1");

        assertThat(done).hasValue(1);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void another_request_under_the_same_key_is_refused_and_named() throws Exception {
        post("/v1/things", "order-1");

        var other = post("/v1/refused", "order-1");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("Idempotency-Key", "request.key-reused");
    }

    @Test
    void what_was_refused_may_be_tried_again_and_what_may_have_been_done_may_not() throws Exception {
        assertThat(post("/v1/refused", "a").statusCode()).isEqualTo(409);
        assertThat(post("/v1/refused", "a").body()).contains("not now");
        assertThat(done).hasValue(2);

        assertThat(post("/v1/late", "b").statusCode()).isEqualTo(504);
        assertThat(post("/v1/late", "b").body()).contains("request.outcome-unknown");
        assertThat(done).hasValue(3);
    }

    @Test
    void one_that_is_being_answered_is_not_begun_twice() throws Exception {
        var first = client.sendAsync(request("/v1/slow", "a"), BodyHandlers.ofString());
        begun.await();

        var second = post("/v1/slow", "a");
        goesOn.countDown();

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("request.under-way");
        assertThat(first.get().statusCode()).isEqualTo(204);
    }

    @Test
    void a_key_that_is_none_is_refused() throws Exception {
        assertThat(post("/v1/things", "x".repeat(129)).body()).contains("request.bad-key");
        assertThat(post("/v1/things", "x".repeat(128)).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> post(String path, String key) throws Exception {
        return client.send(request(path, key), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("x-api-key", OneAccount.ALL)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.noBody())
                .build();
    }
}
