package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.Ha1;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.SipDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsSpec {

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;
    private String user;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
        store.create(Resources.DOMAINS, acme, json("{'domain': 'acme.example'}"), "test");
        user = store.create(Resources.USERS, acme, json("{'username': '1001'}"), "test")
                .row()
                .id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void ha1_is_what_rfc_7616_says() {
        assertThat(Ha1.md5("Mufasa", "http-auth@example.org", "Circle of Life"))
                .isEqualTo("3d78807defe7de2157e2b0b6573a855f");
        assertThat(Ha1.sha256("Mufasa", "http-auth@example.org", "Circle of Life"))
                .isEqualTo("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232");
    }

    @Test
    void a_password_becomes_two_sealed_hashes_and_is_nowhere_else() throws IOException {
        SipDevice device = store.create(Resources.DEVICES, acme, device("'password': 'correct-horse'"), "test")
                .row();

        SecretBox box = store.secrets();
        assertThat(box.open(device.ha1(), device.id())).isEqualTo(Ha1.md5("1001", "acme.example", "correct-horse"));
        assertThat(box.open(String.valueOf(device.ha1Sha256()), device.id()))
                .isEqualTo(Ha1.sha256("1001", "acme.example", "correct-horse"));
        assertThat(Resources.DEVICES
                        .fields()
                        .write(device, Resources.DEVICES.hidden())
                        .toString())
                .doesNotContain("ha1");
        store.close();
        assertThat(Files.readString(folder.resolve("config.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("correct-horse")
                .doesNotContain(Ha1.md5("1001", "acme.example", "correct-horse"));
        store = Documents.store(folder);
    }

    @Test
    void a_seal_opens_in_its_own_row_only() {
        String sealed = store.secrets().seal("secret", "dev_1");

        assertThat(store.secrets().open(sealed, "dev_1")).isEqualTo("secret");
        assertThatThrownBy(() -> store.secrets().open(sealed, "dev_2")).hasMessageContaining("dev_2");
    }

    @Test
    void a_secret_that_another_key_sealed_can_be_given_anew() {
        ConfigFile.parse("""
                accounts:
                  - name: Sealed
                    domains: [{domain: sealed.example}]
                    users:
                      - {username: "1", devices: [{auth_username: "1", realm: sealed.example, password: long-enough-1}]}
                    trunks:
                      - {name: T, proxy: sip.example, inbound_ips: ["192.0.2.77"], auth_username: u, password: secret-1}
                    voicemails: [{name: V, pin: "482613"}]
                    conferences: [{name: C, pin: "482613", moderator_pin: "917253"}]
                    webhooks: [{name: W, url: "https://hooks.example/", secret: 0123456789abcdef}]
                """).apply(store, "test");
        store.database().write(sql -> {
            sql.run("UPDATE sip_device SET ha1 = 'AAAA', ha1_sha256 = 'AAAA'");
            sql.run("UPDATE sip_trunk SET auth_secret = 'AAAA'");
            sql.run("UPDATE voicemail SET pin_hash = 'AAAA'");
            sql.run("UPDATE conference SET pin = 'AAAA', moderator_pin = 'AAAA'");
            return sql.run("UPDATE webhook SET secret = 'AAAA'");
        });
        String sealed = store.accounts(null, null, 10).rows().stream()
                .filter(it -> it.row().name().equals("Sealed"))
                .findFirst()
                .orElseThrow()
                .row()
                .id();

        assertThat(List.of(
                        again(Resources.DEVICES, sealed, "{'password': 'long-enough-2'}"),
                        again(Resources.TRUNKS, sealed, "{'password': 'secret-2'}"),
                        again(Resources.VOICEMAILS, sealed, "{'pin': '482614'}"),
                        again(Resources.CONFERENCES, sealed, "{'pin': '482614'}"),
                        again(Resources.WEBHOOKS, sealed, "{'secret': '0123456789abcdeg'}")))
                .containsOnly(2L);
    }

    /** The version of the account's one row after a change. */
    private <R extends Record> long again(Resource<R> resource, String account, String change) {
        R row = store.list(resource, account, null, 1, Map.of())
                .rows()
                .getFirst()
                .row();
        return store.update(resource, account, Changes.idOf(resource, row), Edit.merge(json(change)), "test")
                .version();
    }

    @Test
    void the_same_password_again_changes_nothing() {
        var created = store.create(Resources.DEVICES, acme, device("'password': 'correct-horse'"), "test");

        var again = store.update(
                Resources.DEVICES, acme, created.row().id(), Edit.merge(json("{'password': 'correct-horse'}")), "test");

        assertThat(again).isEqualTo(created);
    }

    @Test
    void a_new_name_needs_a_password_because_ha1_holds_it() {
        var created = store.create(Resources.DEVICES, acme, device("'password': 'correct-horse'"), "test");
        Edit rename = Edit.merge(json("{'auth_username': '1002'}"));

        assertThatThrownBy(() ->
                        store.update(Resources.DEVICES, acme, created.row().id(), rename, "test"))
                .hasMessageContaining("password");
    }

    @Test
    void a_device_without_any_credential_or_with_a_broken_hash_is_refused() {
        assertThatThrownBy(() -> store.create(Resources.DEVICES, acme, device("'ring_order': 1"), "test"))
                .hasMessageContaining("password: is required");
        assertThatThrownBy(() -> store.create(Resources.DEVICES, acme, device("'ha1': 'xyz'"), "test"))
                .hasMessageContaining("ha1");
    }

    @Test
    void the_key_file_is_private_and_a_public_one_is_refused() throws IOException {
        Path keyset = folder.resolve("secrets/keyset.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(keyset, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> SecretBox.open(keyset)).hasMessageContaining("readable by others");
    }

    @Test
    void an_api_key_works_until_it_is_revoked_and_is_stored_as_a_hash() throws IOException {
        ApiKeys keys = new ApiKeys(store.database(), store.clock());
        ApiKeys.Created created = keys.create(acme, "console", new TreeSet<>(List.of("cdr", "agents")));

        assertThat(keys.find(created.secret())).contains(created.key());
        assertThat(keys.find(created.secret() + "x")).isEmpty();
        assertThat(keys.revoke("acc_other", created.key().id(), "test")).isFalse();
        assertThat(keys.revoke(acme, created.key().id(), "test")).isTrue();
        assertThat(keys.find(created.secret())).isEmpty();
    }

    @Test
    void the_first_run_leaves_the_platforms_key_in_a_private_file() throws IOException {
        ApiKeys keys = new ApiKeys(store.database(), store.clock());

        Path file = keys.bootstrap(folder.resolve("secrets/admin.key"));
        keys.bootstrap(file);

        assertThat(keys.find(Files.readString(file)).orElseThrow().isPlatform()).isTrue();
        assertThat(keys.list(ApiKeys.PLATFORM)).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private com.fasterxml.jackson.databind.node.ObjectNode device(String more) {
        return json("{'user_id': '" + user + "', 'auth_username': '1001', 'realm': 'acme.example', " + more + "}");
    }
}
