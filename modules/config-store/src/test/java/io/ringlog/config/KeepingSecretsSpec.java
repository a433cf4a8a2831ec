package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingSecretsSpec {

    private static final String FLOW = """
            accounts:
              - name: Acme
                http_allowed: [10.1.0.0/16]
                secrets: [{name: CRM, secret: a-token}]
                flows:
                  - name: Who
                    graph:
                      nodes:
                        - {id: start, data: {kind: entry}}
                        - {id: ask, data: {kind: httpRequest, url: "https://crm.example/", secret: CRM}}
                        - {id: bye, data: {kind: hangup}}
                      edges:
                        - {source: start, target: ask}
                        - {source: ask, sourceHandle: default, target: bye}
            """;

    @TempDir
    private Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse(FLOW).apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_secret_is_sealed_and_the_same_again_changes_nothing() {
        Secret kept = secret();

        assertThat(kept.secret()).doesNotContain("a-token");
        assertThat(store.secrets().open(kept.secret(), kept.id())).isEqualTo("a-token");
        ConfigFile.parse(FLOW).apply(store, "test");
        assertThat(secret()).isEqualTo(kept);
        assertThat(ConfigFile.parse(FLOW.replace("a-token", "another")).apply(store, "test"))
                .isNotNull();
        assertThat(store.secrets().open(secret().secret(), kept.id())).isEqualTo("another");
        change("{'name': 'CRM of sales'}");
        assertThat(store.secrets().open(secret().secret(), kept.id())).isEqualTo("another");
    }

    @Test
    void what_is_no_secret_is_refused_by_name() {
        assertThat(refused("{'secret': ''}")).isEqualTo("secret config.bad-secret");
        assertThat(refused("{'secret': 'a\\nb'}")).isEqualTo("secret config.bad-secret");
        assertThat(refused("{'secret': ' a'}")).isEqualTo("secret config.bad-secret");
        assertThat(refused("{'secret': 12}")).isEqualTo("secret config.bad-secret");
        assertThat(refused("{'secret': '" + "x".repeat(1_025) + "'}")).isEqualTo("secret config.bad-secret");
        FieldError missing = catchThrowableOfType(
                        ConfigRefused.class,
                        () -> store.create(Resources.SECRETS, acme().id(), json("{'name': 'ERP'}"), "test"))
                .errors()
                .getFirst();
        assertThat(missing.field() + " " + missing.code()).isEqualTo("secret config.required");
    }

    @Test
    void an_export_with_secrets_makes_the_same_again_elsewhere() throws IOException {
        assertThat(ConfigExport.yaml(store, false)).doesNotContain("a-token");
        String exported = ConfigExport.yaml(store, true);
        store.close();
        store = Documents.store(Files.createDirectory(folder.resolve("elsewhere")));

        ConfigFile.parse(exported).apply(store, "test");

        assertThat(store.secrets().open(secret().secret(), secret().id())).isEqualTo("a-token");
    }

    @Test
    void one_that_a_flow_names_is_not_removed() {
        ConfigRefused refused = catchThrowableOfType(
                ConfigRefused.class, () -> store.delete(Resources.SECRETS, acme().id(), secret().id(), null, "test"));

        assertThat(refused.errors()).extracting(FieldError::code).containsOnly("config.in-use");
    }

    @Test
    void networks_are_addresses_or_blocks_of_them_and_not_too_many() {
        assertThat(acme().httpAllowed()).containsExactly("10.1.0.0/16");
        assertThat(refusedAccount("['localhost']")).isEqualTo("http_allowed[0] config.bad-address");
        assertThat(refusedAccount("[" + "'10.0.0.0/8',".repeat(1_000) + "'10.0.0.0/8']"))
                .startsWith("http_allowed ");
    }

    private String refusedAccount(String networks) {
        return error(catchThrowableOfType(
                ConfigRefused.class,
                () -> store.update(
                        Resources.ACCOUNTS,
                        acme().id(),
                        acme().id(),
                        Edit.merge((ObjectNode) json("{'http_allowed': " + networks + "}")),
                        "test")));
    }

    private String refused(String change) {
        return error(catchThrowableOfType(ConfigRefused.class, () -> change(change)));
    }

    private static String error(ConfigRefused refused) {
        FieldError first = refused.errors().getFirst();
        return first.field() + " " + first.code();
    }

    private void change(String document) {
        store.update(Resources.SECRETS, acme().id(), secret().id(), Edit.merge((ObjectNode) json(document)), "test");
    }

    private Account acme() {
        return store.accounts(null, null, 1).rows().getFirst().row();
    }

    private Secret secret() {
        return store.list(Resources.SECRETS, acme().id(), null, 1, Map.of())
                .rows()
                .getFirst()
                .row();
    }
}
