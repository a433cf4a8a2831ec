package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.api.session.Role;
import io.ringlog.config.audit.AuditEntry;
import io.ringlog.config.audit.AuditLog;
import io.ringlog.config.form.Forms;
import io.ringlog.config.resource.PersonRole;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.LogInLinks;
import io.ringlog.kernel.Because;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People come in over a real store. */
class LoggingInOverHttpTest extends ConfigurationOverHttp {

    private static final String PASSWORD = "correct-horse-battery";
    private static final String FIRST = "/v1/first-person";
    private static final String ROOT =
            "{'email': 'Root@ringlog.example', 'name': 'Root', 'password': '" + PASSWORD + "'}";
    private static final String LOG_IN = "{'email': '%s', 'password': '%s'}";

    /** Who is logged in: the cookie, and the token that goes with changes. */
    private record Browser(String cookie, String token) {}

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                json(to(path))
                        .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> as(Browser browser, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = json(to(path))
                .header("Cookie", "ringlog_session=" + browser.cookie())
                .header("If-Match", "*")
                .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
        if (!browser.token().isEmpty()) {
            request.header("x-csrf-token", browser.token());
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Browser browser(HttpResponse<String> loggedIn) throws IOException {
        assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(201);
        String cookie = loggedIn.headers().firstValue("Set-Cookie").orElseThrow();
        return new Browser(
                cookie.replaceFirst("ringlog_session=([^;]+);.*", "$1"),
                json(loggedIn).path("csrf_token").asText());
    }

    private String person(String account, String email, String role) throws IOException, InterruptedException {
        var made = send(
                platform,
                "POST",
                "/v1/people?account_id=" + account,
                "{'email': '%s', 'name': 'A Person', 'role': '%s', 'password': '%s'}".formatted(email, role, PASSWORD));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).path("id").asText();
    }

    private Browser logIn(String email) throws IOException, InterruptedException {
        return browser(post("/v1/session", LOG_IN.formatted(email, PASSWORD)));
    }

    @Test
    void a_session_opens_what_a_key_of_the_account_opens() throws Exception {
        String acme = account("Acme", "");
        person(acme, "ann@acme.example", "account_admin");
        var answer = post("/v1/session", LOG_IN.formatted("Ann@Acme.example", PASSWORD));
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        Browser ann = browser(answer);

        var made = as(ann, "POST", "/v1/users", "{'username': '1001'}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).path("account_id").asText()).isEqualTo(acme);
        assertThat(as(ann, "GET", "/v1/users", "").body()).contains("1001");
        assertThat(json(as(ann, "GET", "/v1/whoami", "")).path("via").asText()).isEqualTo("session");
        JsonNode me = json(as(ann, "GET", "/v1/session", ""));
        assertThat(me.at("/person/email").asText()).isEqualTo("ann@acme.example");
        assertThat(me.path("csrf_token").asText()).isEqualTo(ann.token());
        assertThat(store.audit()
                        .list(acme, new AuditLog.Query("user", null, null, null, null, null, null, 10))
                        .rows())
                .extracting(AuditEntry::actorName)
                .containsExactly("ann@acme.example");
    }

    @Test
    void a_cookie_alone_changes_nothing() throws Exception {
        person(account("Acme", ""), "ann@acme.example", "account_admin");
        Browser ann = logIn("ann@acme.example");

        for (String token : new String[] {"", "x", ann.cookie()}) {
            var refused = as(new Browser(ann.cookie(), token), "POST", "/v1/users", "{'username': '1001'}");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("auth.csrf-token-missing");
            assertThat(as(new Browser(ann.cookie(), token), "DELETE", "/v1/session", "")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(as(new Browser(ann.cookie(), ""), "GET", "/v1/users", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void unknown_and_wrong_are_answered_alike() throws Exception {
        person(account("Acme", ""), "ann@acme.example", "agent");

        var unknown = post("/v1/session", LOG_IN.formatted("bob@acme.example", PASSWORD));
        var wrong = post("/v1/session", LOG_IN.formatted("ann@acme.example", PASSWORD + "?"));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(wrong.headers().map().keySet())
                .isEqualTo(unknown.headers().map().keySet());
    }

    @Test
    void endless_names_and_passwords_are_not_tried() throws Exception {
        String end = "@acme.example";
        for (int length : new int[] {255, 1_000_000}) {
            var name = post("/v1/session", LOG_IN.formatted("x".repeat(length - end.length()) + end, PASSWORD));
            assertThat(name.statusCode()).isEqualTo(422);
            assertThat(name.body()).contains("\"email\"", "request.too-long");
        }
        for (String password : new String[] {"x".repeat(1_021), "\u00e9".repeat(511), "x".repeat(1_000_000)}) {
            var refused = post("/v1/session", LOG_IN.formatted("ann@acme.example", password));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("\"password\"", "request.too-long");
        }
        assertThat(post("/v1/session", LOG_IN.formatted("x".repeat(254 - end.length()) + end, "x".repeat(1_020)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void forms_of_other_sites_log_nobody_in() throws Exception {
        person(account("Acme", ""), "ann@acme.example", "agent");

        var form = client.send(
                to("/v1/session")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(
                                LOG_IN.formatted("ann@acme.example", PASSWORD).replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());

        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(form.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_link_lets_its_person_in_once_and_on_this_machine_alone() throws Exception {
        person(account("Acme", ""), "ann@acme.example", "agent");
        String path = "/v1/session/link";
        String given = "{'link': '%s'}"
                .formatted(new LogInLinks(store.database(), store.clock())
                        .create("ann@acme.example")
                        .orElseThrow());

        for (String header : new String[] {"X-Forwarded-For", "Forwarded", "Via"}) {
            var elsewhere = client.send(
                    json(to(path))
                            .header(header, "192.0.2.1")
                            .POST(BodyPublishers.ofString(given.replace('\'', '"')))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(elsewhere.statusCode()).isEqualTo(403);
            assertThat(elsewhere.body()).contains("session.link-elsewhere");
        }
        Browser ann = browser(post(path, given));
        assertThat(json(as(ann, "GET", "/v1/session", "")).at("/person/email").asText())
                .isEqualTo("ann@acme.example");
        for (String over : new String[] {given, "{'link': ''}", "{'link': 'x'}"}) {
            assertThat(post(path, over).statusCode()).isEqualTo(401);
            assertThat(post(path, over).body()).contains("session.link-over");
        }
        assertThat(post(path, "{'link': '" + "x".repeat(1_021) + "'}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void each_role_opens_its_own() throws Exception {
        String acme = account("Acme", "");
        person(acme, "sue@acme.example", "supervisor");
        person(acme, "rob@acme.example", "read_only");
        Browser sue = logIn("sue@acme.example");
        Browser rob = logIn("rob@acme.example");

        assertThat(as(sue, "GET", "/v1/queues", "").statusCode()).isEqualTo(200);
        assertThat(as(sue, "POST", "/v1/queues", "{'name': 'Q'}").statusCode()).isEqualTo(403);
        assertThat(as(sue, "GET", "/v1/people", "").statusCode()).isEqualTo(403);
        assertThat(as(rob, "GET", "/v1/users", "").statusCode()).isEqualTo(200);
        assertThat(as(rob, "POST", "/v1/users", "{'username': '1'}").body())
                .contains("does not open config for changes");
        assertThat(as(rob, "POST", "/v1/keys", "{'name': 'k', 'scopes': ['config']}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void the_customers_of_a_reseller_are_open_to_the_role_reseller_alone() throws Exception {
        String above = account("Above", ", 'is_reseller': true");
        String below = account("Below", ", 'parent_id': '" + above + "'");
        for (String role : new String[] {"account_admin", "supervisor", "agent", "read_only"}) {
            person(above, role.replace('_', '-') + "@above.example", role);
            Browser one = logIn(role.replace('_', '-') + "@above.example");
            assertThat(as(one, "GET", "/v1/queues?account_id=" + below, "").statusCode())
                    .as(role)
                    .isNotEqualTo(200);
            assertThat(as(one, "GET", "/v1/accounts/" + below, "").statusCode())
                    .as(role)
                    .isEqualTo(role.equals("agent") || role.equals("supervisor") ? 403 : 404);
            assertThat(as(one, "GET", "/v1/accounts", "").body()).as(role).doesNotContain(below);
            assertThat(as(one, "POST", "/v1/accounts", "{'name': 'More'}").statusCode())
                    .as(role)
                    .isEqualTo(403);
        }
        person(above, "root@above.example", "reseller");
        Browser reseller = logIn("root@above.example");
        assertThat(as(reseller, "GET", "/v1/queues?account_id=" + below, "").statusCode())
                .isEqualTo(200);
        assertThat(as(reseller, "GET", "/v1/accounts", "").body()).contains(above, below);
    }

    /** What a client says itself stands before what the proxy adds. */
    @Test
    void behind_a_proxy_on_this_machine_each_client_has_an_address_of_its_own() throws Exception {
        String acme = account("Acme", "");
        String id = person(acme, "ann@acme.example", "agent");
        String sessions = "/v1/people/" + id + "/sessions";
        for (int i = 0; i < 12; i++) {
            assertThat(logInBehind("203.0.113." + i + ", 192.0.2.7", "wrong").statusCode())
                    .isEqualTo(i < 10 ? 401 : 429);
        }
        for (int i = 0; i < 12; i++) {
            assertThat(logInBehind("2001:db8::" + i, "wrong").statusCode()).isEqualTo(i < 10 ? 401 : 429);
        }
        assertThat(logInBehind("2001:db8:0:1::1", PASSWORD).statusCode()).isEqualTo(201);
        assertThat(logInBehind("no address", PASSWORD).statusCode()).isEqualTo(201);
        assertThat(send(key(acme, "*"), "GET", sessions, "").body())
                .contains("2001:db8:0:1:0:0:0:1", "127.0.0.1")
                .doesNotContain("203.0.113");
    }

    private HttpResponse<String> logInBehind(String forwarded, String password)
            throws IOException, InterruptedException {
        return client.send(
                json(to("/v1/session"))
                        .header("X-Forwarded-For", forwarded)
                        .POST(BodyPublishers.ofString(
                                LOG_IN.formatted("ann@acme.example", password).replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void nobody_makes_or_touches_somebody_who_may_do_more() throws Exception {
        String acme = account("Acme", "");
        String admin = person(acme, "ann@acme.example", "account_admin");
        String poor = key(acme, "people");

        var made =
                send(poor, "POST", "/v1/people", "{'email': 'x@acme.example', 'name': 'X', 'role': 'account_admin'}");
        assertThat(made.statusCode()).isEqualTo(403);
        assertThat(made.body()).contains("auth.role-above");
        String path = "/v1/people/" + admin;
        assertThat(send(poor, "PATCH", path, "{'password': 'another-password'}").statusCode())
                .isEqualTo(403);
        assertThat(send(poor, "PUT", path, "{'email': 'ann@acme.example', 'name': 'A', 'role': 'agent'}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(poor, "DELETE", path, "").statusCode()).isEqualTo(403);
        assertThat(send(key(acme, "config"), "GET", path, "").statusCode()).isEqualTo(403);
    }

    @Test
    void a_log_out_and_a_new_password_end_the_session() throws Exception {
        String acme = account("Acme", "");
        String id = person(acme, "ann@acme.example", "agent");
        Browser first = logIn("ann@acme.example");
        assertThat(as(first, "DELETE", "/v1/session", "")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("Max-Age=0");
        assertThat(as(first, "GET", "/v1/session", "").statusCode()).isEqualTo(401);

        Browser second = logIn("ann@acme.example");
        String path = "/v1/session/password";
        String change = "{'password': '%s', 'new_password': '%s'}";
        assertThat(as(second, "POST", path, change.formatted("wrong-password", PASSWORD + "2"))
                        .body())
                .contains("session.wrong-password");
        assertThat(as(second, "POST", path, change.formatted(PASSWORD, "short")).body())
                .contains("new_password");
        assertThat(as(second, "POST", path, change.formatted(PASSWORD, PASSWORD + "2"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(as(second, "GET", "/v1/session", "").statusCode()).isEqualTo(401);

        Browser third = browser(post("/v1/session", LOG_IN.formatted("ann@acme.example", PASSWORD + "2")));
        String sessions = "/v1/people/" + id + "/sessions";
        assertThat(json(send(key(acme, "*"), "GET", sessions, "")).path("count").asInt())
                .isEqualTo(1);
        assertThat(send(key(acme, "*"), "DELETE", sessions, "").statusCode()).isEqualTo(204);
        assertThat(as(third, "GET", "/v1/session", "").statusCode()).isEqualTo(401);
        assertThat(send(key(account("Beta", ""), "*"), "DELETE", sessions, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_first_person_is_made_on_this_machine_once() throws Exception {
        assertThat(send(platform, "GET", FIRST, "").body()).isEqualTo("{\"wanted\":true}");
        assertThat(send(platform, "GET", FIRST, "", "X-Forwarded-For", "192.0.2.1")
                        .body())
                .isEqualTo("{\"wanted\":false}");
        assertThat(send(platform, "POST", FIRST, ROOT, "X-Forwarded-For", "192.0.2.1")
                        .statusCode())
                .isEqualTo(409);
        assertThat(send(platform, "POST", FIRST, ROOT.replace(PASSWORD, "short"))
                        .body())
                .contains("\"password\"");

        Browser root = browser(send(platform, "POST", FIRST, ROOT));
        assertThat(as(root, "GET", "/v1/accounts", "").statusCode()).isEqualTo(200);
        assertThat(as(root, "GET", "/v1/users", "").statusCode()).isEqualTo(422);
        assertThat(send(platform, "POST", FIRST, ROOT).statusCode()).isEqualTo(409);
        assertThat(send(platform, "GET", FIRST, "").body()).isEqualTo("{\"wanted\":false}");
    }

    /** What a proxy on this machine passes on that says of nothing where it came from. */
    @Test
    void nobody_is_the_first_without_the_platforms_key() throws Exception {
        var without = post(FIRST, ROOT);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.body()).contains("session.first-needs-key");
        for (String key : new String[] {"", "x", key(ApiKeys.PLATFORM, "people"), key(account("Acme", ""), "*")}) {
            assertThat(send(key, "POST", FIRST, ROOT).statusCode()).isEqualTo(401);
        }
        assertThat(send(platform, "GET", FIRST, "").body()).isEqualTo("{\"wanted\":true}");
    }

    @Test
    void every_role_of_the_store_is_one_of_the_interface() {
        assertThat(Stream.of(PersonRole.values()).map(Forms::word))
                .containsExactlyElementsOf(
                        Stream.of(Role.values()).map(Because::word).toList());
    }
}
