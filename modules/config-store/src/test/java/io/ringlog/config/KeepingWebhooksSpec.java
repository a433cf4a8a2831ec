package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingWebhooksSpec {

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse("accounts: [{name: Acme}]").apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void create(String name, String url) {
        String account = store.accounts(null, null, 1).rows().getFirst().row().id();
        String document = "{'name': '%s', 'url': '%s', 'secret': '0123456789abcdef'}".formatted(name, url);
        store.create(Resources.WEBHOOKS, account, json(document), "test");
    }

    private List<FieldError> refused(String name, String url) {
        return catchThrowableOfType(ConfigRefused.class, () -> create(name, url))
                .errors();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://crm.example/",
                "https:///events",
                "https://me@crm.example/",
                "https://crm.example/#now",
                "https://crm.example:0/",
                "https://crm.example:99999/"
            })
    void an_address_that_nothing_can_be_sent_to_is_refused(String url) {
        assertThat(refused("CRM", url)).extracting(FieldError::field).containsExactly("url");
    }

    @Test
    void an_account_has_twenty_at_most() {
        for (int n = 1; n <= 20; n++) {
            create("CRM " + n, "https://crm.example:8443/" + n);
        }

        assertThat(refused("CRM 21", "https://crm.example/"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("name", "config.too-many"));
    }
}
