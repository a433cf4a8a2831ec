package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.ApiConfig;
import io.ringlog.api.http.ApiServer;
import io.ringlog.api.http.Doors;
import io.ringlog.api.phone.PhoneRoutes;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.Ha1;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.sip.tls.TlsEngines;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone fetches its settings by HTTPS from a real store. */
class SettingUpPhonesTest {

    private static final String WANTED = "{'model': 'yealink', 'server': 'sip.acme.example'}";

    @TempDir
    Path folder;

    private ConfigStore store;
    private TlsEngines tls;
    private HttpClient client;
    private ApiServer server;
    private String key;
    private String account;
    private String device;

    @BeforeEach
    void open() throws IOException {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        Path certificates = folder.resolve("certificates");
        TlsEngines.develop(certificates, "127.0.0.1");
        Path made = certificates.resolve("default/fullchain.pem");
        tls = TlsEngines.open(certificates, Optional.of(made), Duration.ofHours(1));
        client = HttpClient.newBuilder().sslContext(tls.context()).build();
        var keys = new ApiKeys(store.database(), store.clock());
        server = ApiServer.start(
                new ApiConfig(
                        "127.0.0.1",
                        0,
                        1_024,
                        100,
                        100,
                        1,
                        5,
                        1,
                        1,
                        1,
                        Duration.ofSeconds(15),
                        Optional.of(new ApiConfig.Https(0, tls.context()))),
                new Doors(new StoredKeys(keys), new StoredSessions(store)),
                new StoredTenants(store),
                new StorageTroubles(),
                new StoredRepeats(store),
                List.of(new PhoneRoutes(new StoredPhones(store))));
        fill();
        key = keys.create(account, "test", new TreeSet<>(List.of("config"))).secret();
    }

    private void fill() throws IOException {
        account = store.createAccount(null, json("{'name': 'Acme'}"), "test")
                .row()
                .id();
        store.create(Resources.DOMAINS, account, json("{'domain': 'acme.example'}"), "test");
        String user = store.create(
                        Resources.USERS, account, json("{'username': '1001', 'display_name': 'Ann'}"), "test")
                .row()
                .id();
        ObjectNode phone = json("{'auth_username': 'ann', 'realm': 'acme.example', 'password': 'once-upon-a-time'}");
        device = store.create(Resources.DEVICES, account, phone.put("user_id", user), "test")
                .row()
                .id();
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
        tls.close();
        store.close();
    }

    @Test
    void a_phone_gets_its_settings_once_with_a_password_that_is_its_own() throws Exception {
        String path = path(WANTED);

        var fetched = fetch(path);
        var again = fetch(path);

        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(fetched.body())
                .contains("account.1.user_name = ann\n", "account.1.display_name = Ann\n")
                .contains("account.1.outbound_proxy.1.port = 5060\n");
        String password = fetched.body().replaceAll("(?s).*account\\.1\\.password = (\\w{24})\n.*", "$1");
        SipDevice row = row();
        assertThat(store.secrets().opened(row.ha1(), row.id())).contains(Ha1.md5("ann", "acme.example", password));
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("phone.token-used");
        assertThat(row()).isEqualTo(row);
    }

    @Test
    void another_file_of_the_phone_is_not_there_and_uses_nothing_up() throws Exception {
        String path = path(WANTED);
        String place = path.substring(0, path.lastIndexOf('/') + 1);

        assertThat(fetch(place + "y000000000065.cfg").statusCode()).isEqualTo(404);
        assertThat(fetch(place + "001565a1b2c3.cfg").statusCode()).isEqualTo(200);
    }

    @Test
    void who_guesses_may_guess_little() throws Exception {
        HttpResponse<String> more = fetch("/provision/guess/phone.cfg");
        assertThat(more.statusCode()).isEqualTo(404);
        for (int i = 0; i < 60 && more.statusCode() == 404; i++) {
            more = fetch("/provision/guess" + i + "/phone.cfg");
        }

        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void a_phone_by_tls_is_led_to_its_port() throws Exception {
        change("{'transport': 'tls'}");

        assertThat(fetch(path("{'model': 'grandstream', 'server': '[2001:db8::1]'}"))
                        .body())
                .contains("<P48>[2001:db8::1]:5061</P48>", "<P130>2</P130>");
        assertThat(fetch(path("{'model': 'baresip', 'server': 'sip.acme.example:5070'}"))
                        .body())
                .contains("outbound=\"sip:sip.acme.example:5070;transport=tls\"");
    }

    @Test
    void what_cannot_be_set_up_is_refused_with_the_reason() throws Exception {
        assertThat(issue("{'model': 'snom', 'server': 'a b'}").body()).contains("config.bad-host");
        assertThat(issue("{'model': 'snom', 'server': 'a:0'}").body()).contains("config.bad-host");
        assertThat(issue("{'model': 'snom', 'server': 'a:65536'}").body()).contains("config.bad-host");
        assertThat(issue("{'model': 'snom', 'server': 'a', 'expires_in_sec': 604801}")
                        .body())
                .contains("request.out-of-range");
        assertThat(issue("{'model': 'snom', 'server': 'a', 'expires_in_sec': 0}")
                        .body())
                .contains("request.out-of-range");
        assertThat(issue("{'server': 'a'}").body()).contains("request.required");
        assertThat(issue("{'model': 'snom'}").body()).contains("request.required");
        change("{'transport': 'wss'}");
        assertThat(issue(WANTED).body()).contains("phone.in-a-browser");
    }

    @Test
    void a_phone_that_has_moved_into_a_browser_since_gets_nothing() throws Exception {
        String path = path(WANTED);
        change("{'transport': 'wss'}");
        SipDevice before = row();

        assertThat(fetch(path).statusCode()).isEqualTo(410);
        assertThat(row()).isEqualTo(before);
    }

    private void change(String document) throws IOException {
        store.update(Resources.DEVICES, account, device, Edit.merge(json(document)), "test");
    }

    private SipDevice row() {
        return store.find(Resources.DEVICES, account, device).orElseThrow().row();
    }

    private String path(String wanted) throws Exception {
        var issued = issue(wanted);
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        JsonNode token = Json.mapper().readTree(issued.body());
        return token.path("path").asText();
    }

    private HttpResponse<String> issue(String wanted) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.port() + "/v1/devices/" + device + "/provisioning"))
                        .header("x-api-key", key)
                        .POST(BodyPublishers.ofString(wanted.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> fetch(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "https://127.0.0.1:" + server.httpsPort().orElseThrow() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private static ObjectNode json(String text) throws IOException {
        return DescribedApi.json(text);
    }
}
