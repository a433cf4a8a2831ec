package io.ringlog.app.rest;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.node.RunningNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole interface over a real store, log and brain: what the document says is what is answered. */
class EveryRouteTest {
    private static final String GRAPH = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}},"
            + " {'id': 'b', 'data': {'kind': 'hangup'}}], 'edges': [{'source': 'a', 'target': 'b'}]}";

    private static final String SNAKE = "[a-z][a-z0-9]*(_[a-z0-9]+)*";

    /** The words of a flow graph are the reference's and React Flow's, wherever the graph is written. */
    private static final String FLOW = "FlowEdge|[A-Za-z]+Node";

    @TempDir
    static Path folder;

    private static RunningNode node;
    private static DescribedApi api;
    private static String platform;

    private final Deque<String[]> made = new ArrayDeque<>();
    private String key = "";
    private String owner = "";
    private String stranger = "";

    @BeforeAll
    static void start() throws Exception {
        var config = ConfigSources.defaults()
                .with("node.data=" + folder)
                .with("node.roles=kafka,brain,api")
                .with("kafka.partitions=2")
                .with("api.port=0")
                .with("api.strangers-burst=10000")
                .with("api.burst=10000")
                .read();
        node = RunningNode.start(config);
        api = new DescribedApi(node.address("api"));
        platform = Files.readString(config.keyFolder().resolve("platform.key")).strip();
    }

    @AfterEach
    void nobodyTries() {
        api.unlike(null);
    }

    @AfterAll
    static void stop() {
        api.close();
        node.close();
    }

    @Test
    void every_route_answers_as_it_is_described() throws Exception {
        var strangers = OtherAccounts.beside(api, platform);
        stranger = strangers.key();
        String account = account("Acme", ", 'parent_id': '" + strangers.reseller() + "'");
        api.unlike(strangers.reachingFor(account));
        String user = row("/v1/users", "{'username': '1001', 'is_agent': 1}");
        String trunk = rows(user);
        AskingAboutFlows.of(row("/v1/flows", "{'name': 'Main', 'draft': " + GRAPH + "}"), api, key);
        var accounts = new AskingAboutAccounts(api, platform, key, owner);
        accounts.moves();
        api.granted(key, "GET /v1/dead-ends", "");
        api.granted(key, "GET /v1/audit", "");
        for (String operation : api.operations()) {
            if (operation.endsWith("/import")) {
                api.granted(key, operation, "{'rows': []}");
            }
        }
        media();
        accounts.all();
        agent(user);
        new AskingAboutSecurity(api, platform, key, owner).all();
        new AskingAboutPeople(api, platform, key, stranger, folder).all();
        new AskingAboutCalls(api, node, key).all(account, trunk);
        strangers.tryWhatGoesOn(node, folder.resolve("recordings"), trunk, account, key);
        undo(account);
        strangers.verify();
        var all = api.operations();
        // A stream does not end; what it says is shown in the tests of the event stream.
        account("Delta");
        assertThat(api.stream(key)).startsWith("text/event-stream");
        all.remove("GET /v1/events");
        // Somebody has to listen, as in TellingWebhooksTest.
        all.remove("POST /v1/webhooks/{id}/test");
        all.remove("POST /v1/webhooks/{id}/dead-letters/{letter}/resend");
        assertThat(api.answered()).isEqualTo(all);
        new CoveragePage(api.operations()).verify();
    }

    /** One of each; gives the trunk. */
    private String rows(String user) throws Exception {
        row("/v1/domains", "{'domain': 'acme.example'}");
        row(
                "/v1/devices",
                "{'user_id': '" + user
                        + "', 'auth_username': '1001', 'realm': 'acme.example', 'password': 'correct-horse-9'}");
        String trunk = row(
                "/v1/trunks",
                "{'name': 'Carrier', 'proxy': 'sip.carrier.example:5060', 'inbound_ips': ['192.0.2.10']}");
        row("/v1/outbound-routes", "{'name': 'World', 'trunk_ids': ['" + trunk + "']}");
        row("/v1/forwards", "{'name': 'Mobile', 'number': '+31 6 12345678'}");
        row("/v1/extensions", "{'digits': '1001', 'dest_kind': 'user', 'dest_id': '" + user + "'}");
        row("/v1/dids", "{'e164': '12025550123', 'dest_kind': 'user', 'dest_id': '" + user + "'}");
        row("/v1/numbers", "{'e164': '12025550124', 'dest_kind': 'hangup'}");
        new AskingAboutMailboxes(api, key).all(row("/v1/voicemails", "{'name': 'Sales'}"));
        String queue = row("/v1/queues", "{'name': 'Support'}");
        row("/v1/memberships", "{'queue_id': '" + queue + "', 'user_id': '" + user + "'}");
        row("/v1/in-queue-options", "{'queue_id': '" + queue + "', 'digit': '1', 'action': 'hangup'}");
        row("/v1/ring-groups", "{'name': 'Sales', 'members': [{'user_id': '" + user + "'}]}");
        row(
                "/v1/schedules",
                "{'name': 'Hours', 'rules': [{'kind': 'weekly', 'dow': 1, 'start_time': '09:00',"
                        + " 'end_time': '17:00'}]}");
        row("/v1/limits", "{'scope_kind': 'account', 'direction': 'out', 'period_sec': 60, 'max_count': 10}");
        row("/v1/secrets", "{'name': 'CRM', 'secret': 'Pssst-1234'}");
        row("/v1/playlists", "{'name': 'Jazz', 'media_ids': ['moh']}");
        row("/v1/park-lots", "{'name': 'Hall', 'digits': '700', 'first_slot': 701}");
        row("/v1/feature-codes", "{'feature': 'pickup', 'code': '*20'}");
        webhook();
        row("/v1/conferences", "{'name': 'Standup', 'pin': '4711'}");
        return trunk;
    }

    /** One that nobody listens at, told of nothing. */
    private void webhook() throws Exception {
        String path = "/v1/webhooks";
        String body = "{'name': 'Desk', 'url': 'https://hooks.example/', 'secret': '0123456789abcdef', 'events':"
                + " ['VariableSet']}";
        String id = created(path, body);
        made.push(new String[] {path, id});
        api.granted(key, "GET " + path, "");
        JsonNode read = api.granted(key, "GET " + path + "/{id}", "", id);
        api.granted(key, "PATCH " + path + "/{id}", "{}", id);
        api.granted(key, "PUT " + path + "/{id}", read.toString(), id);
        String cursor = api.granted(key, "GET " + path + "/{id}/delivery", "", id)
                .path("cursor")
                .asText();
        api.granted(key, "POST " + path + "/{id}/replay", "{'cursor': '" + cursor + "'}", id);
        api.granted(key, "GET " + path + "/{id}/dead-letters", "", id);
        api.refused(404, key, "POST " + path + "/{id}/dead-letters/{letter}/resend", "", id, "dl_none");
        api.refused(409, key, "POST " + path + "/{id}/test", "", id);
    }

    private void undo(String account) throws Exception {
        while (!made.isEmpty()) {
            String[] last = made.pop();
            api.granted(key, "DELETE " + last[0] + "/{id}", "", last[1]);
        }
        api.granted(platform, "DELETE /v1/accounts/{id}", "", account);
    }

    @Test
    void every_route_is_described_and_refuses_in_the_form_it_says() throws Exception {
        account("Beta");
        String poor = poor("webhooks");
        String poorer = poor("cdr");
        for (String operation : api.operations()) {
            JsonNode described = api.described(operation);
            assertThat(described.path("summary").asText()).as(operation).isNotBlank();
            if (described.path("security").isEmpty()) {
                continue;
            }
            assertThat(api.refused(401, "sk_nobody", operation, "{}", "x_1", "1")
                            .path("detail")
                            .asText())
                    .contains("unknown");
            if (described.has("x-scope")) {
                boolean fits = described.path("x-scope").asText().equals("webhooks");
                api.refused(403, fits ? poorer : poor, operation, "{}", "x_1", "1");
            }
            api.refused(422, key, operation + "?nonsense=1", "{}", "x_1", "1");
            if (operation.endsWith("{id}") && operation.startsWith("GET")) {
                api.refused(404, key, operation, "", "x_1");
            }
            wrongBody(operation);
        }
    }

    private String poor(String scope) throws Exception {
        return api.granted(key, "POST /v1/keys", "{'name': 'poor', 'scopes': ['" + scope + "']}")
                .path("key")
                .asText();
    }

    private void wrongBody(String operation) throws Exception {
        if (operation.startsWith("POST")) {
            api.refused(400, key, operation, "[1", "x_1", "1");
            JsonNode refused = api.refused(422, key, operation, "{'colour': 'red'}", "x_1", "1");
            assertThat(refused.path("errors").findValuesAsText("field"))
                    .as(operation)
                    .contains("colour");
        }
    }

    @Test
    void every_name_and_every_word_is_spelt_in_one_way() {
        JsonNode document = api.document();

        ObjectNode withoutFlows = document.deepCopy();
        ((ObjectNode) withoutFlows.at("/components/schemas"))
                .properties()
                .removeIf(schema -> schema.getKey().matches(FLOW));
        assertThat(withoutFlows.findParents("properties"))
                .flatExtracting(schema -> List.copyOf(schema.path("properties").properties()))
                .extracting(Map.Entry::getKey)
                .hasSizeGreaterThan(500)
                .allMatch(name -> name.matches(SNAKE));
        assertThat(document.findValues("parameters").stream()
                        .flatMap(JsonNode::valueStream)
                        .filter(it -> it.path("in").asText().equals("query")))
                .isNotEmpty()
                .allMatch(it -> it.path("name").asText().matches(SNAKE));
        assertThat(document.findValues("enum").stream().flatMap(JsonNode::valueStream))
                .isNotEmpty()
                .allMatch(word -> word.isNull() || word.asText().matches(SNAKE));
    }

    @Test
    void the_types_of_the_console_are_made_of_this_document() throws Exception {
        new ConsoleContract(api.document()).verify();
    }

    @Test
    void every_list_has_one_shape() {
        for (String operation : api.operations()) {
            JsonNode schema = api.described(operation).at("/responses/200/content/application~1json/schema");
            JsonNode answer = api.document().at(schema.path("$ref").asText("#").substring(1));
            assertThat(answer.path("type").asText()).as(operation).isNotEqualTo("array");
            if (answer.path("properties").has("rows")) {
                assertThat(answer.path("properties").fieldNames())
                        .toIterable()
                        .as(operation)
                        .containsExactly("count", "rows", "next_cursor");
            }
        }
    }

    @Test
    void a_wrong_row_is_refused_with_its_field_and_the_reason() throws Exception {
        account("Gamma");

        wrong("/v1/users", "{'username': 5}", "username");
        wrong("/v1/extensions", "{'digits': '199', 'dest_kind': 'user', 'dest_id': 'us_nobody'}", "dest_id");
        wrong("/v1/schedules", "{'name': 'H', 'timezone': 'Mars/Base'}", "timezone");
        wrong(
                "/v1/limits",
                "{'scope_kind': 'account', 'direction': 'out', 'period_sec': 'x', 'max_count': 1}",
                "period_sec");
        wrong(
                "/v1/flows",
                "{'name': 'F', 'draft': " + GRAPH.replace("'hangup'", "'teleport'") + "}",
                "draft.nodes[b].data.kind");
        wrong(
                "/v1/flows",
                "{'name': 'F', 'draft': " + GRAPH.replace("'target': 'b'", "'target': 'c'") + "}",
                "draft.edges[0].target");
        wrong("/v1/accounts", "{'name': 'Child', 'timezone': 'UTC'}", "parent_id");
    }

    private void wrong(String path, String body, String field) throws Exception {
        JsonNode refused = api.refused(422, key, "POST " + path, body);
        assertThat(refused.path("errors").findValuesAsText("field")).as(body).contains(field);
        assertThat(refused.path("detail").asText()).as(body).contains(field);
    }

    private String account(String name) throws Exception {
        return account(name, "");
    }

    private String account(String name, String more) throws Exception {
        String account = api.granted(platform, "POST /v1/accounts", "{'name': '" + name + "'" + more + "}")
                .path("id")
                .asText();
        key = api.granted(platform, "POST /v1/keys?account_id=" + account, "{'name': 'test', 'scopes': ['*']}")
                .path("key")
                .asText();
        owner = account;
        return account;
    }

    /** All that a resource can do, but for the removal, which comes last. */
    private String row(String path, String body) throws Exception {
        String id = created(path, body);
        made.push(new String[] {path, id});
        JsonNode read = api.granted(key, "GET " + path + "/{id}", "", id);
        api.granted(key, "GET " + path, "");
        api.granted(key, "PATCH " + path + "/{id}", "{}", id);
        api.granted(key, "PUT " + path + "/{id}", read.toString(), id);
        api.granted(key, "GET " + path + "/{id}/reached-by", "", id);
        nobodyElseFinds(path, id);
        return id;
    }

    /** To another account a row is none, whatever is asked of it. */
    private void nobodyElseFinds(String path, String id) throws Exception {
        api.refused(404, stranger, "GET " + path + "/{id}", "", id);
        api.refused(404, stranger, "GET " + path + "/{id}/reached-by", "", id);
        api.refused(404, stranger, "PATCH " + path + "/{id}", "{}", id);
        api.refused(404, stranger, "DELETE " + path + "/{id}", "", id);
        api.refused(404, stranger, "GET " + path + "?account_id=" + owner, "");
        assertThat(api.granted(stranger, "GET " + path, "").toString()).doesNotContain(id);
    }

    /** Numbers and trunk addresses are given from above. */
    private String created(String path, String body) throws Exception {
        boolean given = List.of("/v1/dids", "/v1/numbers", "/v1/trunks", "/v1/security/allow")
                .contains(path);
        return api.granted(given ? platform : key, "POST " + path + (given ? "?account_id=" + owner : ""), body)
                .path("id")
                .asText();
    }

    private void media() throws Exception {
        String wav = wav("silence");
        api.granted(key, "PUT /v1/media/{id}", wav, "hello");
        // A stranger's sound of that name is another one.
        api.granted(stranger, "PUT /v1/media/{id}", wav, "hello");
        api.granted(stranger, "DELETE /v1/media/{id}", "", "hello");
        assertThat(api.granted(key, "GET /v1/media", "").path("rows").findValuesAsText("id"))
                .contains("hello", "welcome", "moh", "music");
        assertThat(api.refused(422, key, "PUT /v1/media/{id}", "no sound at all", "hello")
                        .path("detail")
                        .asText())
                .contains("no WAV");
        String menu = GRAPH.replace("'hangup'", "'play', 'audioId': 'hello'");
        row("/v1/flows", "{'name': 'Sounds', 'draft': " + menu + "}");
        wrong(
                "/v1/flows",
                "{'name': 'Silent', 'draft': " + menu.replace("hello", "gone") + "}",
                "draft.nodes[b].data.audioId");
        api.granted(key, "DELETE /v1/media/{id}", "", "hello");
    }

    /** Mu-law, so that every byte of the header is a character of its own. */
    private static String wav(String samples) {
        char[] header = {
            'R', 'I', 'F', 'F', 44, 0, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 7, 0, 1, 0, 0x40,
            0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, 'd', 'a', 't', 'a', 0, 0, 0, 0
        };
        header[40] = (char) samples.length();
        return new String(header) + samples;
    }

    private void agent(String user) throws Exception {
        String login = "{'user_id': '" + user + "', 'event': 'login'}";
        // The row is on its way through the log; until the brain has it, it knows no such agent.
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> api.granted(key, "POST /v1/agents/state", login)
                        .path("accepted")
                        .asBoolean());
        await().atMost(60, SECONDS)
                .until(() ->
                        !api.granted(key, "GET /v1/agents", "").path("rows").isEmpty());
    }
}
