package io.ringlog.app.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.config.AuditRoutes;
import io.ringlog.api.config.ConfigRoutes;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.Doors;
import io.ringlog.config.ConfigFile;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.domain.config.Account;
import io.ringlog.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingRowsTest {

    private static final Path EVERY_FIELD =
            Path.of("../config-store/src/test/resources/io/ringlog/config/every-field.yaml");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigStore store;
    private ApiServer server;
    private String key = "";
    private String platform = "";
    private String account = "";

    @BeforeEach
    void open() {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        ConfigFile.parse("accounts: [{name: Acme, domains: [{domain: acme.example}]}]")
                .apply(store, "test");
        account = store.accounts(null, null, 1).rows().getFirst().row().id();
        var keys = new ApiKeys(store.database(), store.clock());
        key = keys.create(account, "t", new TreeSet<>(List.of("*"))).secret();
        platform =
                keys.create(ApiKeys.PLATFORM, "p", new TreeSet<>(List.of("*"))).secret();
        var stored = new StoredKeys(keys);
        server = ApiServer.start(
                ApiConfig.on("127.0.0.1", 0),
                new Doors(stored, new StoredSessions(store)),
                new StoredTenants(store),
                new StorageTroubles(),
                new StoredRepeats(store),
                List.of(
                        new ConfigRoutes(new StoredConfiguration(store), stored),
                        new AuditRoutes(new StoredAudit(store))));
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
        client.close();
    }

    @Test
    void what_is_exported_is_imported_again_and_changes_nothing() throws Exception {
        csv(
                "users",
                "",
                "username;display_name;ring_timeout_sec\r\n1001;J\u00fcrgen;30\r\n1002;=cmd;\r\n".replace(";=", ";'="));
        csv("devices", "", "user,auth_username,realm,password\n1001,1001,ACME.example,correct-horse-1\n");

        for (String rows : List.of("users", "devices")) {
            String exported = get("/v1/" + rows + "?format=csv").body();
            JsonNode again = json(csv(rows, "", exported));

            assertThat(again.path("unchanged").asInt()).isEqualTo(rows.equals("users") ? 2 : 1);
            assertThat(again.path("created").asInt() + again.path("changed").asInt())
                    .isZero();
            assertThat(get("/v1/" + rows + "?format=csv").body()).isEqualTo(exported);
        }
        assertThat(get("/v1/users?format=csv").body())
                .contains("J\u00fcrgen", ",'=cmd,")
                .doesNotContain("ha1");
    }

    @Test
    void rows_come_in_json_all_or_none() throws Exception {
        csv("users", "", "username\n1001\n1002\n");
        String groups = "{'rows': [{'name': 'Desk', 'members': [{'user': '1001'}, {'user': '1002'}]},"
                + " {'name': 'Night', 'members': [{'user': '1002'}]}]}";
        String wrong = groups.replace(
                "'Night', 'members': [{'user': '1002'}]",
                "'Night', 'members': [{'user': '1002'}], 'strategy': 'loudest'");

        JsonNode refused = json(rows("ring-groups", wrong));
        assertThat(refused.path("errors"))
                .extracting(
                        it -> it.path("field").asText() + " " + it.path("code").asText())
                .containsExactly("rows[1].strategy config.not-a-choice");
        assertThat(json(get("/v1/ring-groups")).path("rows")).isEmpty();

        assertThat(json(rows("ring-groups", groups)).path("created").asInt()).isEqualTo(2);
        assertThat(json(rows("ring-groups", groups)).path("unchanged").asInt()).isEqualTo(2);
        JsonNode memberships = json(rows("memberships", "{'rows': [{'queue': 'Nobody', 'user': '1001'}]}"));
        assertThat(memberships.at("/errors/0/field").asText()).isEqualTo("rows[0].queue");
        assertThat(rows("queues", "{'rows': [" + "{},".repeat(10_000) + "{}]}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void of_many_faults_the_first_thousand_are_told() throws Exception {
        JsonNode errors = json(rows("queues", "{'rows': [" + "{},".repeat(1_200) + "{}]}"))
                .path("errors");

        assertThat(errors).hasSize(1_000);
        assertThat(errors.get(999).path("field").asText()).isEqualTo("rows[999].name");
    }

    @Test
    void rows_of_every_kind_but_accounts_people_and_keys_come_in_json() throws Exception {
        ConfigFile.parse(Files.readString(EVERY_FIELD)).apply(store, "test");
        List<String> kinds = json(get("/v1/openapi.json")).path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(it -> it.endsWith("/import"))
                .map(it -> it.substring("/v1/".length(), it.length() - "/import".length()))
                .toList();

        assertThat(kinds).hasSize(Resources.ALL.size() - 2 + 1).contains("numbers", "dids", "security/allow");
        for (Stored<Account> tenant : store.accounts(null, null, 10).rows()) {
            String of = "?account_id=" + tenant.row().id();
            for (String kind : kinds) {
                String rows = read(platform, "/v1/" + kind + of).path("rows").toString();
                JsonNode again = json(
                        send(platform, "/v1/" + kind + "/import" + of, "{\"rows\": " + rows + "}", "application/json"));
                assertThat(again.path("unchanged").asInt())
                        .as(kind + " " + rows + again)
                        .isEqualTo(Json.mapper().readTree(rows).size());
            }
        }
    }

    private JsonNode read(String with, String path) throws Exception {
        return json(client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("x-api-key", with)
                        .build(),
                BodyHandlers.ofString(UTF_8)));
    }

    @Test
    void tables_are_of_users_phones_and_numbers() throws Exception {
        assertThat(csv("trunks", "", "name\nCarrier\n").statusCode()).isEqualTo(400);
    }

    @Test
    void what_is_given_from_above_comes_from_above_in_json_too() throws Exception {
        String allowed = "{'rows': [{'network': '203.0.113.0/28'}]}";

        assertThat(json(rows("security/allow", allowed)).path("errors"))
                .extracting(
                        it -> it.path("field").asText() + " " + it.path("code").asText())
                .containsExactly("rows[0].network config.set-from-above");
        String trunk = "{'rows': [{'name': 'Carrier', 'direction': 'inbound', 'inbound_ips': ['192.0.2.10']}]}";
        var given =
                send(platform, "/v1/trunks/import?account_id=" + account, trunk.replace('\'', '"'), "application/json");
        assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
        JsonNode cleared = json(rows("trunks", trunk.replace("['192.0.2.10']", "null")));
        assertThat(cleared.at("/errors/0/code").asText()).isEqualTo("config.set-from-above");
        assertThat(json(rows("trunks", trunk)).path("unchanged").asInt()).isEqualTo(1);
    }

    private HttpResponse<String> rows(String kind, String json) throws Exception {
        return send(key, "/v1/" + kind + "/import", json.replace('\'', '"'), "application/json");
    }

    @Test
    void all_or_none_and_each_fault_has_its_line_field_and_reason() throws Exception {
        var refused = csv(
                "users",
                "",
                "username,ring_timeout_sec,status,voicemail\n1001,30,active,\n1002,soon,here,Sales\n1001,30,active,\n");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).path("errors"))
                .extracting(it -> it.path("line").asInt() + " "
                        + it.path("field").asText() + " " + it.path("code").asText())
                .contains(
                        "3 ring_timeout_sec config.not-integer",
                        "3 status config.not-a-choice",
                        "3 voicemail config.dest-not-found",
                        "4 username config.twice");
        assertThat(json(get("/v1/users")).path("count").asInt()).isZero();
        assertThat(csv("users", "", "username,colour\n1001,red\n").body())
                .contains("colour", "config.unknown-field", "\"line\":2");
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_does_nothing() throws Exception {
        csv("users", "", "username\n1001\n");

        JsonNode told = json(csv("users", "?dry_run=true", "username,dnd\n1001,true\n1002,\n"));

        assertThat(told.path("imported"))
                .extracting(it -> it.path("line").asInt() + " "
                        + it.path("name").asText() + " " + it.path("action").asText())
                .containsExactly("2 1001 changed", "3 1002 created");
        assertThat(json(get("/v1/users")).path("rows")).hasSize(1);
        assertThat(json(get("/v1/users")).path("rows").path(0).path("dnd").asBoolean())
                .isFalse();
    }

    @Test
    void a_row_is_found_by_its_id_too_and_refused_when_somebody_was_quicker() throws Exception {
        String id = json(csv("users", "", "username\n1001\n"))
                .path("imported")
                .path(0)
                .path("id")
                .asText();

        assertThat(csv("users", "", "id,version,username\n" + id + ",1,2001\n").statusCode())
                .isEqualTo(200);
        assertThat(csv("users", "", "id,version,username\n" + id + ",1,3001\n").body())
                .contains("config.stale", "\"line\":2");
        assertThat(csv("users", "", "id,username\nus_01KAVG3T7M8Q9W2XZ4Y5N6P7RS,4001\n")
                        .body())
                .contains("config.dest-not-found");
        assertThat(json(get("/v1/users")).path("rows").path(0).path("username").asText())
                .isEqualTo("2001");
        assertThat(json(get("/v1/audit?action=changed")).path("rows").path(0).path("changes"))
                .extracting(it -> it.path("from").asText() + " " + it.path("to").asText())
                .containsExactly("1001 2001");
    }

    @Test
    void numbers_are_given_by_the_platform_and_changed_by_the_account() throws Exception {
        String file = "e164;dest_kind;label\n+12025550123;hangup;Main\n";
        assertThat(csv("numbers", "", file).body()).contains("config.set-from-above", "\"line\":2");
        assertThat(send(platform, "/v1/dids/import?account_id=" + account, file, "text/csv")
                        .statusCode())
                .isEqualTo(200);

        assertThat(json(csv("numbers", "", file.replace("Main", "Hotline")))
                        .path("changed")
                        .asInt())
                .isOne();
    }

    @Test
    void json_comes_in_the_same_way() throws Exception {
        var done = send(
                key,
                "/v1/users/import",
                "{\"rows\": [{\"username\": \"1\"}, {\"username\": \"2\"}]}",
                "application/json");
        assertThat(json(done).path("created").asInt()).isEqualTo(2);
        assertThat(json(done).path("imported").path(0).has("line")).isFalse();
        assertThat(send(
                                key,
                                "/v1/users/import",
                                "{\"rows\": [{\"username\": \"3\"}, {\"username\": \"\"}]}",
                                "application/json")
                        .body())
                .contains("rows[1].username");
        assertThat(send(key, "/v1/users/import", "{\"rows\": 1}", "application/json")
                        .statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> csv(String rows, String query, String text) throws Exception {
        return send(key, "/v1/" + rows + "/import" + query, text, "text/csv; charset=utf-8");
    }

    private HttpResponse<String> send(String with, String path, String text, String type) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("x-api-key", with)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(text, UTF_8))
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("x-api-key", key)
                        .build(),
                BodyHandlers.ofString(UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 422);
        return Json.mapper().readTree(answer.body());
    }
}
