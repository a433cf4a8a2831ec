package io.ringlog.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.calls.CallRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.live.ActionRoutes;
import io.ringlog.api.live.CacRoutes;
import io.ringlog.api.live.CallBackRoutes;
import io.ringlog.api.live.FraudRoutes;
import io.ringlog.api.live.LiveRoutes;
import io.ringlog.api.live.PlaceRoutes;
import io.ringlog.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingOverHttpTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final OneAccount account = new OneAccount();
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                account.doors(),
                account,
                OneAccount.UNTROUBLED,
                new Memory(),
                List.of(
                        new LiveRoutes(account, new OneConfiguration()),
                        new CacRoutes(account, account, new OneConfiguration()),
                        new FraudRoutes(account, account, new OneConfiguration()),
                        new CallBackRoutes(account, account, new OneConfiguration()),
                        new PlaceRoutes(account, account, new OneConfiguration(), () -> "pl_new"),
                        new ActionRoutes(account, new OneConfiguration()),
                        new CallRoutes(account, account.history(), new OneConfiguration())));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void views_are_shown_in_snake_case_with_epoch_milliseconds() throws Exception {
        JsonNode call = json(get("/v1/calls/live")).path("rows").path(0);
        JsonNode queue = json(get("/v1/queues/live")).path("rows").path(0);

        assertThat(call.path("call_id").asText()).isEqualTo("call_1");
        assertThat(call.path("start_ts").asLong()).isEqualTo(OneAccount.AT.toEpochMilli());
        assertThat(queue.path("name").asText()).isEqualTo("Support");
        assertThat(queue.path("waiting").asInt()).isEqualTo(1);
        assertThat(queue.path("agents").path("ready").asInt()).isEqualTo(1);
        assertThat(json(get("/v1/agents?user_id=us_1")).path("rows")).hasSize(1);
        assertThat(get("/v1/agents?user_id=nobody").body()).contains("\"user_id\"", "there is no user nobody");
        assertThat(json(get("/v1/cac")).path("rows").path(3).path("used").asInt())
                .isEqualTo(1);
        assertThat(json(get("/v1/registrations")).path("rows")).hasSize(1);
    }

    @Test
    void a_queue_without_callers_and_agents_is_shown_too() throws Exception {
        JsonNode idle = json(get("/v1/queues/live")).path("rows").path(1);

        assertThat(idle.path("queue_id").asText()).isEqualTo("qu_2");
        assertThat(idle.path("name").asText()).isEqualTo("Sales");
        assertThat(idle.path("waiting").asInt()).isZero();
        assertThat(idle.path("callers").isArray()).isTrue();
    }

    @Test
    void agents_are_listed_before_they_log_in_and_known_by_name_too() throws Exception {
        JsonNode all = json(get("/v1/agents")).path("rows");
        JsonNode carol = json(get("/v1/agents?user_id=carol")).path("rows");

        assertThat(all.findValuesAsText("user_id")).containsExactly("us_1", "us_3");
        assertThat(all.at("/0/queues/0/name").asText()).isEqualTo("Support");
        assertThat(all.findValuesAsText("username")).containsExactly("alice", "carol");
        assertThat(carol).isEqualTo(json(get("/v1/agents?user_id=us_3")).path("rows"));
        assertThat(carol.path(0).path("bucket").asText()).isEqualTo("offline");
        assertThat(carol.path(0).path("status_since").asLong()).isEqualTo(1_795_000_000_000L);
        assertThat(post("/v1/agents/state", "{'user_id':'alice','event':'available'}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_agent_action_answers_with_the_decision() throws Exception {
        var granted = post("/v1/agents/state", "{'user_id':'us_1','event':'available','queues':[{'queue_id':'qu_1'}]}");
        var refused = post("/v1/agents/state", "{'user_id':'us_9','event':'available'}");

        assertThat(granted.statusCode()).isEqualTo(200);
        assertThat(json(granted).path("agent").path("bucket").asText()).isEqualTo("ready");
        assertThat(json(granted).path("shown_within_ms").asInt()).isEqualTo(1_000);
        assertThat(json(granted).path("queues").toString()).isEqualTo("[{\"queue_id\":\"qu_1\",\"name\":\"Support\"}]");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("/agent.unknown\"", "\"detail\":\"there is no such user\"")
                .doesNotContain("errors");
        assertThat(post("/v1/calls/call_1/hangup", "").statusCode()).isEqualTo(409);
        assertThat(post("/v1/calls/call_1/hold", "{'leg':'b1'}").statusCode()).isEqualTo(409);
        assertThat(post("/v1/calls/call_1/resume", "{}").body()).contains("leg");
    }

    @Test
    void a_call_that_is_not_there_is_not_found_and_what_takes_no_field_takes_none() throws Exception {
        var gone = post("/v1/calls/call_9/hangup", "");
        var surplus = post("/v1/calls/call_1/hangup", "{'reason':'noise'}");

        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).contains("/call.unknown\"", "there is no call call_9 in progress");
        assertThat(post("/v1/calls/call_9/hold", "{'leg':'a'}").statusCode()).isEqualTo(404);
        assertThat(surplus.statusCode()).isEqualTo(422);
        assertThat(surplus.body()).contains("\"field\":\"reason\"", "reason: is not a field of this call");
        assertThat(post("/v1/calls/call_1/hangup", "[").statusCode()).isEqualTo(400);
        assertThat(post("/v1/calls/call_1/hangup", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void a_wrong_action_names_the_field() throws Exception {
        assertThat(post("/v1/agents/state", "{'user_id':'us_1','event':'sleep'}")
                        .body())
                .contains("\"event\"");
        assertThat(post("/v1/agents/state", "{'event':'login'}").body()).contains("user_id");
        assertThat(post("/v1/agents/state", "{'user_id':'u','event':'login','colour':1}")
                        .body())
                .contains("\"colour\"");
    }

    @Test
    void a_wrong_type_names_the_field_however_deep_it_is() throws Exception {
        assertThat(post("/v1/agents/state", "{'user_id':5,'event':'login'}").body())
                .contains("\"field\":\"user_id\"", "must be a text");
        assertThat(post("/v1/agents/state", "{'user_id':'u','event':'login','queues':[{'queue_id':'q','level':'x'}]}")
                        .body())
                .contains("\"field\":\"queues.0.level\"", "must be a whole number");
        assertThat(post("/v1/agents/state", "{'user_id':'u','event':'login','queues':[{'queue_id':'q','skill':1}]}")
                        .body())
                .contains("\"field\":\"queues.0.skill\"");
        assertThat(post("/v1/agents/state", "{'user_id':").body()).contains("line 1, column");
    }

    @Test
    void a_ceiling_stands_beside_what_is_held_and_says_where_it_is_set() throws Exception {
        JsonNode in = json(get("/v1/cac")).path("rows").path(3);
        JsonNode out = json(get("/v1/cac")).path("rows").path(4);

        assertThat(in.toString())
                .isEqualTo("{\"scope\":\"account.in\",\"used\":1,\"limit\":7,"
                        + "\"source\":{\"resource\":\"account\",\"id\":\"acc_1\",\"field\":\"max_in\"}}");
        assertThat(out.path("used").asInt()).isZero();
        assertThat(out.path("limit").isNull() || out.path("limit").isMissingNode())
                .isTrue();
    }

    @Test
    void a_sliding_window_stands_with_its_limit_whether_calls_count_in_it_or_not() throws Exception {
        JsonNode rows = json(get("/v1/cac")).path("rows");

        assertThat(rows.path(5).toString())
                .isEqualTo("{\"scope\":\"limit:lim_1/4420\",\"used\":2,\"limit\":5,\"window_sec\":60,\"hard\":true,"
                        + "\"source\":{\"resource\":\"limit\",\"id\":\"lim_1\",\"field\":\"max_count\"}}");
        assertThat(rows.path(6).path("scope").asText()).isEqualTo("limit:lim_2");
        assertThat(rows.path(6).path("used").asInt()).isZero();
    }

    @Test
    void a_ceiling_over_a_tree_of_accounts_stands_with_who_has_channels_of_it() throws Exception {
        JsonNode rows = json(get("/v1/cac")).path("rows");

        assertThat(rows.path(0).toString())
                .isEqualTo("{\"scope\":\"ceiling:acc_1\",\"used\":0,\"limit\":9,"
                        + "\"source\":{\"resource\":\"account\",\"id\":\"acc_1\",\"field\":\"max_channels\"},"
                        + "\"lent\":[{\"account_id\":\"acc_below\",\"channels\":2}]}");
        assertThat(rows.path(1).toString())
                .isEqualTo("{\"scope\":\"ceiling:acc_above\",\"used\":0,\"limit\":3,"
                        + "\"source\":{\"resource\":\"account\",\"id\":\"acc_above\",\"field\":\"max_channels\"}}");
    }

    @Test
    void a_fraud_rule_that_stops_calls_says_since_when_and_why() throws Exception {
        JsonNode rows = json(get("/v1/fraud-rules/live")).path("rows");

        assertThat(rows.path(0).path("blocked").toString())
                .isEqualTo("{\"since\":1795000000000,\"until\":1795003600000,\"measure\":61,\"block_at\":60}");
        assertThat(rows.path(1).path("name").asText()).isEqualTo("Rule frd_2");
        assertThat(rows.path(1).has("blocked")).isFalse();
    }

    @Test
    void users_who_wait_to_be_called_back_stand_in_the_order_in_which_they_asked() throws Exception {
        JsonNode rows = json(get("/v1/call-backs")).path("rows");

        assertThat(rows.path(0).toString())
                .isEqualTo("{\"user_id\":\"us_1\",\"callee_id\":\"us_2\",\"dialled\":\"102\","
                        + "\"since\":1795000000000,\"until\":1795001800000}");
        assertThat(rows.path(1).path("user_id").asText()).isEqualTo("us_2");
    }

    @Test
    void a_call_back_is_asked_for_somebody_and_of_somebody() throws Exception {
        assertThat(post("/v1/call-backs", "{'to':'102'}").body()).contains("\"field\":\"from\"");
        assertThat(post("/v1/call-backs", "{'from':'1001'}").body()).contains("\"field\":\"to\"");
        assertThat(post("/v1/call-backs", "{'from':'1001','to':'%s'}".formatted("1".repeat(129)))
                        .body())
                .contains("request.too-long");
    }

    @Test
    void places_of_a_queue_stand_in_the_order_in_which_they_are_served() throws Exception {
        String path = "/v1/queues/qu_1/callbacks";
        assertThat(json(get(path)).path("rows").findValuesAsText("id")).containsExactly("pl_4", "pl_2", "pl_1");
        assertThat(post(path, "{}").body()).contains("\"field\":\"number\"");
        assertThat(post(path, "{'number':'%s'}".formatted("1".repeat(65))).body())
                .contains("request.too-long");
    }

    @Test
    void only_windows_are_reset_and_never_without_a_reason() throws Exception {
        assertThat(post("/v1/cac/reset", "{'scope':'account.in','reason':'x'}").body())
                .contains("\"field\":\"scope\"");
        assertThat(post("/v1/cac/reset", "{'scope':'limit:lim_1'}").body()).contains("\"field\":\"reason\"");
    }

    @Test
    void a_wrong_method_is_told_which_are_right() throws Exception {
        var wrong = send(OneAccount.ALL, "DELETE", "/v1/calls/call_1/why", "");
        var unknown = get("/v1/nothing");

        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET");
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.body()).contains("/v1/nothing");
    }

    @Test
    void strangers_are_slowed_down_and_good_keys_behind_the_same_address_are_not() throws Exception {
        var answer = send("sk_guess", "GET", "/v1/agents", "");
        for (int i = 0; i < 1_000 && answer.statusCode() == 401; i++) {
            answer = send("sk_guess_" + i, "GET", "/v1/agents", "");
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/v1/agents").statusCode()).isEqualTo(200);
    }

    @Test
    void history_comes_in_pages_and_as_csv() throws Exception {
        var csv = get("/v1/calls?format=csv&limit=1");

        assertThat(json(get("/v1/calls")).has("next_cursor")).isFalse();
        assertThat(json(get("/v1/calls?limit=1")).path("next_cursor").asText()).isEqualTo("page-2");
        assertThat(csv.headers().firstValue("x-next-cursor")).contains("page-2");
        assertThat(csv.body()).startsWith("call_id,account_id,direction").contains("\r\n");
        assertThat(csv.body()).contains("call_2,acc_1,inbound,\"say \"\"hi\"\", please\",+15550199,");
        assertThat(csv.body()).endsWith(",0,,call_3 call_4,,,,,,,,,,,,,,,,\r\n");
        assertThat(wanting("text/csv", "/v1/calls?limit=1").body()).isEqualTo(csv.body());
        assertThat(wanting("text/csv", "/v1/calls?limit=1&format=json").body()).startsWith("{");
        assertThat(get("/v1/calls?limit=10001").statusCode()).isEqualTo(422);
        assertThat(get("/v1/calls?since=today").body()).contains("\"since\"");
        for (String far : List.of("-1", "253402300800000", "9223372036854775807", "99999999999999999999")) {
            assertThat(get("/v1/calls?since=" + far).statusCode()).as(far).isEqualTo(422);
            assertThat(get("/v1/calls?until=" + far).body()).as(far).contains("\"until\"");
        }
    }

    @Test
    void one_call_is_shown_explained_and_hidden_from_others() throws Exception {
        JsonNode why = json(get("/v1/calls/call_2/why"));

        assertThat(json(get("/v1/calls/call_1")).path("live").path("phase").asText())
                .isEqualTo("queued");
        assertThat(json(get("/v1/calls/call_2")).path("cdr").path("disposition").asText())
                .isEqualTo("refused");
        assertThat(json(get("/v1/calls/call_2/events")).at("/rows/1/event/type").asText())
                .isEqualTo("CallRefused");
        assertThat(why.at("/rows/1/because/alternatives/0/what").asText()).isEqualTo("admit");
        assertThat(why.at("/rows/1/because/inputs/queue").asText()).isEqualTo("Support (" + OneAccount.QUEUE_ID + ")");
        assertThat(get("/v1/calls/call_2?account_id=acc_child").statusCode()).isEqualTo(404);
        assertThat(get("/v1/calls/call_9/why").statusCode()).isEqualTo(404);
    }

    @Test
    void who_may_not_ask_is_refused() throws Exception {
        assertThat(send("sk_wrong", "GET", "/v1/calls", "").statusCode()).isEqualTo(401);
        var lacking = send(OneAccount.CDR_ONLY, "GET", "/v1/agents", "");
        assertThat(lacking.statusCode()).isEqualTo(403);
        assertThat(lacking.body()).contains("agents").doesNotContain(OneAccount.CDR_ONLY);
        assertThat(get("/v1/calls?account_id=acc_other").statusCode()).isEqualTo(404);
    }

    @Test
    void answers_have_the_fields_the_document_says() throws Exception {
        JsonNode document = json(get("/v1/openapi.json"));
        JsonNode paths = document.path("paths");
        var asked = Map.of(
                "/v1/calls/live", "/v1/calls/live",
                "/v1/agents", "/v1/agents",
                "/v1/queues/live", "/v1/queues/live",
                "/v1/cac", "/v1/cac",
                "/v1/registrations", "/v1/registrations",
                "/v1/calls", "/v1/calls",
                "/v1/calls/{id}", "/v1/calls/call_2",
                "/v1/calls/{id}/events", "/v1/calls/call_2/events",
                "/v1/calls/{id}/why", "/v1/calls/call_2/why",
                "/v1/whoami", "/v1/whoami");
        for (var one : asked.entrySet()) {
            JsonNode schema = paths.path(one.getKey()).at("/get/responses/200/content/application~1json/schema");
            assertThat(schema.isObject()).as(one.getKey()).isTrue();
            fits(document, schema, json(get(one.getValue())), one.getKey());
        }
    }

    private static void fits(JsonNode document, JsonNode said, JsonNode value, String where) {
        JsonNode schema = followed(document, said, value);
        switch (schema.path("type").asText()) {
            case "object" -> {
                assertThat(value.isObject()).as(where).isTrue();
                schema.path("required")
                        .forEach(name ->
                                assertThat(value.has(name.asText())).as(where).isTrue());
                value.properties().forEach(it -> {
                    JsonNode known = schema.path("properties").path(it.getKey());
                    JsonNode extra = schema.path("additionalProperties");
                    assertThat(known.isObject() || !extra.isBoolean())
                            .as(where + "." + it.getKey())
                            .isTrue();
                    fits(document, known.isObject() ? known : extra, it.getValue(), where + "." + it.getKey());
                });
            }
            case "array" -> value.forEach(item -> fits(document, schema.path("items"), item, where + "[]"));
            case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            case "string" -> assertThat(value.isTextual()).as(where).isTrue();
            default ->
                assertThat(schema.isMissingNode() || schema.path("const").equals(value))
                        .as(where)
                        .isTrue();
        }
    }

    /** What a reference leads to; of several members of a family the one the value says it is. */
    private static JsonNode followed(JsonNode document, JsonNode schema, JsonNode value) {
        JsonNode there =
                schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
        return there.path("oneOf")
                .valueStream()
                .map(member -> followed(document, member, value))
                .filter(member -> member.at("/properties/type/const").equals(value.path("type")))
                .findFirst()
                .orElse(there);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(OneAccount.ALL, "GET", path, "");
    }

    private HttpResponse<String> wanting(String type, String path) throws Exception {
        var asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("x-api-key", OneAccount.ALL)
                .header("Accept", type);
        return client.send(asked.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(OneAccount.ALL, "POST", path, body);
    }

    private HttpResponse<String> send(String key, String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("x-api-key", key)
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.mapper().readTree(response.body());
    }
}
