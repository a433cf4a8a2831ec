package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationOverHttpTest extends ConfigurationOverHttp {

    @Test
    void a_row_is_created_read_changed_and_removed() throws Exception {
        String key = key(account("Acme", ""), "config");

        var created = send(key, "POST", "/v1/users", "{'username': '1001', 'is_agent': 1}");
        String place = created.headers().firstValue("Location").orElseThrow();
        var patched = send(key, "PATCH", place, "{'display_name': 'Alice'}", "If-Match", "\"1\"");
        var stale = send(key, "PATCH", place, "{'display_name': 'Bob'}", "If-Match", "\"1\"");
        var read = send(key, "GET", place, "");
        var back = send(key, "PUT", place, read.body());

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(patched.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(json(read).path("display_name").asText()).isEqualTo("Alice");
        assertThat(back.body()).isEqualTo(read.body());
        assertThat(send(key, "DELETE", place, "").statusCode()).isEqualTo(204);
        assertThat(send(key, "GET", place, "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_change_must_say_which_version_it_means() throws Exception {
        String acme = account("Acme", "");
        String key = key(acme, "config");
        String user = send(key, "POST", "/v1/users", "{'username': '1001'}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String flow = send(key, "POST", "/v1/flows", "{'name': 'F', 'draft': {'nodes': [], 'edges': []}}")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        for (String change : List.of(
                "PUT " + user,
                "PATCH " + user,
                "DELETE " + user,
                "POST " + flow + "/publish",
                "PUT /v1/accounts/" + acme,
                "PATCH /v1/accounts/" + acme)) {
            String[] words = change.split(" ");
            var refused = send(key, words[0], words[1], "{}", "Accept", "*/*");
            assertThat(refused.statusCode()).as(change).isEqualTo(428);
            assertThat(refused.body()).as(change).contains("If-Match");
        }
        assertThat(send(key, "DELETE", user, "", "If-Match", "\"1\"").statusCode())
                .isEqualTo(204);
    }

    @Test
    void rows_come_in_pages_and_a_damaged_cursor_is_not_the_end_of_them() throws Exception {
        String key = key(account("Acme", ""), "config");
        for (String name : List.of("1001", "1002", "1003")) {
            send(key, "POST", "/v1/users", "{'username': '" + name + "'}");
        }

        var first = json(send(key, "GET", "/v1/users?limit=2", ""));
        String next = first.path("next_cursor").asText();
        var second = json(send(key, "GET", "/v1/users?limit=2&cursor=" + next, ""));
        var damaged = send(key, "GET", "/v1/users?cursor=" + next.substring(1, 9), "");

        assertThat(first.path("rows").findValuesAsText("username")).containsExactly("1001", "1002");
        assertThat(second.path("rows").findValuesAsText("username")).containsExactly("1003");
        assertThat(second.has("next_cursor")).isFalse();
        assertThat(damaged.statusCode()).isEqualTo(422);
        assertThat(damaged.body()).contains("\"cursor\"");
        assertThat(send(key, "GET", "/v1/accounts?cursor=zzz", "").statusCode()).isEqualTo(422);
    }

    @Test
    void a_refusal_is_a_problem_document_that_names_the_fields() throws Exception {
        String key = key(account("Acme", ""), "config");

        var refused = send(key, "POST", "/v1/users", "{'username': '1001', 'colour': 'red', 'status': 'asleep'}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(refused).path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("colour", "status");
        var broken = send(key, "POST", "/v1/users", "[1");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).contains("line 1").doesNotContain("REDACTED");
        assertThat(send(key, "GET", "/v1/users?usrname=1", "").statusCode()).isEqualTo(422);
    }

    @Test
    void a_full_disk_is_told_with_its_reason_and_writing_goes_on_when_there_is_room() throws Exception {
        String key = key(account("Acme", ""), "config");
        pages("1");

        HttpResponse<String> answer = send(key, "POST", "/v1/users", "{'username': '1000'}");
        for (int user = 1001; user < 1500 && answer.statusCode() == 201; user++) {
            answer = send(key, "POST", "/v1/users", "{'username': '" + user + "'}");
        }

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(answer).path("type").asText()).endsWith("/service.storage-failed");
        assertThat(json(answer).path("detail").asText())
                .isEqualTo("the configuration cannot be read or written now: the disk is full");
        assertThat(send(key, "GET", "/v1/users?limit=1", "").statusCode()).isEqualTo(200);
        pages("100000");
        assertThat(send(key, "POST", "/v1/users", "{'username': '1500'}").statusCode())
                .isEqualTo(201);
    }

    /** How many pages the file may have: what a disk is to a database. */
    private void pages(String most) {
        store.database().write(sql -> sql.rows("PRAGMA max_page_count = " + most));
    }

    @Test
    void a_key_opens_its_own_tree_and_nothing_else() throws Exception {
        String reseller = account("Reseller", ", 'is_reseller': 1");
        String other = account("Other", "");
        String key = key(reseller, "config");
        var child = json(send(key, "POST", "/v1/accounts", "{'name': 'Child'}"));
        String childId = child.path("id").asText();

        assertThat(child.path("parent_id").asText()).isEqualTo(reseller);
        assertThat(send(key, "POST", "/v1/users?account_id=" + childId, "{'username': '7'}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send(key, "GET", "/v1/users?account_id=" + other, "").statusCode())
                .isEqualTo(404);
        assertThat(send(key, "GET", "/v1/accounts/" + other, "").statusCode()).isEqualTo(404);
        assertThat(json(send(key, "GET", "/v1/accounts", "")).path("count").asInt())
                .isEqualTo(2);
        assertThat(send(key(childId, "config"), "PATCH", "/v1/accounts/" + childId, "{'max_in': 1000}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(key, "PATCH", "/v1/accounts/" + childId, "{'max_in': 10}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_number_and_a_carriers_address_are_given_from_above_and_handed_down() throws Exception {
        String reseller = account("Reseller", ", 'is_reseller': 1");
        String key = key(reseller, "config");
        String child = json(send(key, "POST", "/v1/accounts", "{'name': 'Child'}"))
                .path("id")
                .asText();
        String own = "/v1/dids?account_id=" + reseller;
        String trunk = "{'name': 'Carrier', 'direction': 'inbound', 'inbound_ips': ['192.0.2.0/24']}";

        assertThat(send(key, "POST", "/v1/dids", "{'e164': '12025550123'}").body())
                .contains("\"e164\"", "problems/config.set-from-above");
        assertThat(send(key, "POST", "/v1/trunks", trunk).body()).contains("\"inbound_ips\"", "config.set-from-above");
        assertThat(send(key(child, "config"), "POST", "/v1/dids", "{'e164': '12025550123'}")
                        .statusCode())
                .isEqualTo(403);

        String did = json(send(platform, "POST", own, "{'e164': '12025550123', 'dest_kind': 'hangup'}"))
                .path("id")
                .asText();
        String place = "/v1/dids/" + did;
        assertThat(send(key, "PATCH", place, "{'label': 'Main'}").statusCode()).isEqualTo(200);
        assertThat(send(key, "PATCH", place, "{'e164': '12025550124'}").statusCode())
                .isEqualTo(403);
        String stranger = account("Stranger", "");
        assertThat(send(key, "POST", place + "/move", "{'account_id': '" + stranger + "'}")
                        .statusCode())
                .isEqualTo(422);
        var moved = send(key, "POST", place + "/move", "{'account_id': '" + child + "'}");

        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
        assertThat(json(moved).path("dest_kind").isNull()).isTrue();
        assertThat(send(key, "GET", place, "").statusCode()).isEqualTo(404);
        assertThat(send(key(child, "config"), "GET", place, "").statusCode()).isEqualTo(200);
    }

    @Test
    void without_a_key_or_its_scope_nothing_opens() throws Exception {
        String acme = account("Acme", "");

        assertThat(send("sk_none", "GET", "/v1/users", "").statusCode()).isEqualTo(401);
        assertThat(send(key(acme, "cdr"), "GET", "/v1/users", "").statusCode()).isEqualTo(403);
        assertThat(send(key(acme, "numbers"), "GET", "/v1/numbers", "").statusCode())
                .isEqualTo(200);
        assertThat(send(platform, "GET", "/v1/users", "").statusCode()).isEqualTo(422);
        assertThat(json(send(key(acme, "cdr"), "GET", "/v1/whoami", ""))
                        .path("account_id")
                        .asText())
                .isEqualTo(acme);
    }

    @Test
    void what_nobody_can_have_meant_is_kept_and_told() throws Exception {
        String key = key(account("Acme", ""), "config");
        String graph = "{'nodes': [{'id': 'a', 'data': {'kind': 'entry'}}, {'id': 'b', 'data': {'kind': 'hangup'}},"
                + " {'id': 'c', 'data': {'kind': 'hangup'}}], 'edges': [{'source': 'a', 'target': 'b'}]}";

        var created = send(key, "POST", "/v1/flows", "{'name': 'F', 'draft': " + graph + "}");
        String flow = created.headers().firstValue("Location").orElseThrow();
        String read = send(key, "GET", flow, "").body();

        for (var told : List.of(
                created,
                send(key, "PUT", flow, read),
                send(key, "PATCH", flow, "{}"),
                send(key, "POST", flow + "/publish", ""))) {
            assertThat(told.statusCode()).as(told.body()).isLessThan(300);
            assertThat(json(told).at("/warnings/0/field").asText()).isEqualTo("draft.nodes[c]");
            assertThat(json(told).at("/warnings/0/code").asText()).isEqualTo("config.flow-warning");
            assertThat(json(told).at("/warnings/0/message").asText()).contains("no path");
        }
        var did = send(
                platform,
                "POST",
                "/v1/dids?account_id=" + account("Beta", ""),
                "{'e164': '12025550123', 'dest_kind': 'hangup', 'fax_mode': 't38'}");
        assertThat(json(did).at("/warnings/0/field").asText()).as(did.body()).isEqualTo("fax_mode");
        assertThat(json(send(key, "GET", "/v1/account", "")).has("warnings")).isFalse();
    }

    @Test
    void keys_are_shown_once_and_revoked_for_good() throws Exception {
        String key = key(account("Acme", ""), "config");

        var created = json(send(key, "POST", "/v1/keys", "{'name': 'wallboard', 'scopes': ['config']}"));
        String fresh = created.path("key").asText();

        assertThat(send(fresh, "GET", "/v1/users", "").statusCode()).isEqualTo(200);
        assertThat(send(key, "GET", "/v1/keys", "").body())
                .contains("wallboard")
                .doesNotContain(fresh);
        assertThat(send(key, "POST", "/v1/keys", "{'name': 'more', 'scopes': ['*']}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(key, "DELETE", "/v1/keys/" + created.path("id").asText(), "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(fresh, "GET", "/v1/users", "").statusCode()).isEqualTo(401);
    }

    @Test
    void keys_end_with_their_account_and_rest_while_it_is_suspended() throws Exception {
        String acme = account("Acme", "");
        String key = key(acme, "config");

        var own = json(send(key(acme, "cdr"), "GET", "/v1/account", ""));
        send(platform, "PATCH", "/v1/accounts/" + acme, "{'status': 'suspended', 'max_in': 3}");
        var suspended = send(key, "GET", "/v1/users", "");
        send(platform, "PATCH", "/v1/accounts/" + acme, "{'status': 'active'}");
        var back = json(send(key, "GET", "/v1/account", ""));
        send(platform, "DELETE", "/v1/accounts/" + acme, "");

        assertThat(own.path("name").asText()).isEqualTo("Acme");
        assertThat(own.path("inherited").path("timezone").asText())
                .isEqualTo(own.path("parent_id").asText());
        assertThat(suspended.statusCode()).isEqualTo(401);
        assertThat(suspended.body()).contains("not active");
        assertThat(back.path("max_in").asInt()).isEqualTo(3);
        assertThat(send(key, "GET", "/v1/users", "").statusCode()).isEqualTo(401);
        assertThat(keys.list(acme)).allMatch(it -> it.revokedAt() != null);
    }

    @Test
    void a_password_comes_in_and_never_out() throws Exception {
        String key = key(account("Acme", ""), "config");
        send(key, "POST", "/v1/domains", "{'domain': 'acme.example'}");
        String user = json(send(key, "POST", "/v1/users", "{'username': '1001'}"))
                .path("id")
                .asText();

        var device = send(
                key,
                "POST",
                "/v1/devices",
                "{'user_id': '" + user + "', 'auth_username': '1001', 'realm': 'acme.example',"
                        + " 'password': 'correct-horse'}");

        assertThat(device.statusCode()).as(device.body()).isEqualTo(201);
        assertThat(device.body()).doesNotContain("correct-horse", "ha1", "password");
    }

    @Test
    void the_document_lists_every_answer_and_its_fields() throws Exception {
        JsonNode document = json(send("", "GET", "/v1/openapi.json", ""));
        String key = key(account("Acme", ""), "config");
        var queue = json(send(key(account("Beta", ""), "queues"), "POST", "/v1/queues", "{'name': 'Q'}"));

        String named = document.path("paths")
                .path("/v1/queues")
                .at("/post/responses/201/content/application~1json/schema/$ref")
                .asText();
        JsonNode schema = document.at(named.substring(1) + "/properties");
        assertThat(named).isEqualTo("#/components/schemas/Queue");
        assertThat(queue.fieldNames()).toIterable().isNotEmpty().allMatch(schema::has);
        assertThat(document.path("paths").path("/v1/flows/{id}/publish").has("post"))
                .isTrue();
        assertThat(send(key, "GET", "/v1/nothing", "").statusCode()).isEqualTo(404);
    }
}
