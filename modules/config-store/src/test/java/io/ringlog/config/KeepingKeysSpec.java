package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.InQueueOption;
import io.ringlog.domain.config.InQueueOption.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of a queue, as a file says them. */
class KeepingKeysSpec {

    private static final String HOOK = "webhook_url: 'https://crm.example/keys'";

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_key_that_leads_elsewhere_is_kept() {
        apply("digit: '1', action: route, dest_kind: hangup, label: Enough");

        InQueueOption kept = kept();
        assertThat(kept.action()).isEqualTo(Action.ROUTE);
        assertThat(kept.dest().kind()).isEqualTo(DestKind.HANGUP);
        assertThat(kept.label()).isEqualTo("Enough");
        assertThat(kept.stayInQueue()).isTrue();
    }

    @Test
    void a_key_that_a_web_service_is_told_of_is_kept_with_its_secret() {
        apply("digit: '*', action: webhook, " + HOOK
                + ", webhook_secret: Hook, stay_in_queue: false, dest_kind: hangup");

        InQueueOption kept = kept();
        assertThat(kept.webhookUrl()).isEqualTo("https://crm.example/keys");
        assertThat(kept.webhookSecretId())
                .isEqualTo(store.list(Resources.SECRETS, account(), null, 1, Map.of())
                        .rows()
                        .getFirst()
                        .row()
                        .id());
        assertThat(kept.stays()).isFalse();
    }

    @Test
    void a_key_that_keeps_the_place_is_kept() {
        apply("digit: '2', action: callback, label: Call me");

        assertThat(kept().action()).isEqualTo(Action.CALLBACK);
        assertThat(kept().stays()).isFalse();
    }

    @Test
    void what_was_exported_is_read_again() {
        apply("digit: '#', action: deflect, " + HOOK + ", webhook_secret: Hook, label: Tell");

        assertThat(ConfigExport.yaml(store, false)).contains("options", "deflect", "https://crm.example/keys", "Hook");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    digit: '12', action: hangup | digit
                    digit: 'A', action: hangup | digit
                    digit: '1', action: route | dest_kind
                    digit: '1', action: hangup, dest_kind: hangup | dest_kind
                    digit: '1', action: webhook | webhook_url
                    digit: '1', action: deflect | webhook_url
                    digit: '1', action: hangup, webhook_url: 'https://crm.example' | webhook_url
                    digit: '1', action: webhook, webhook_url: 'ftp://crm.example' | webhook_url
                    digit: '1', action: webhook, webhook_url: 'https://crm.example', dest_kind: hangup | dest_kind
                    digit: '1', action: deflect, webhook_url: 'https://crm.example', stay_in_queue: false | stay_in_queue
                    digit: '1', action: hangup, stay_in_queue: false | stay_in_queue
                    digit: '1', action: hangup, webhook_secret: Hook | webhook_secret_id
                    digit: '1', action: hangup, prompt_media_id: gone | prompt_media_id
                    digit: '1', action: callback, dest_kind: hangup | dest_kind
                    """)
    void what_means_nothing_is_refused(String option, String field) {
        assertThat(refused(option)).singleElement().asString().endsWith(field);
    }

    @Test
    void a_key_stands_once_in_a_queue() {
        assertThat(refused("digit: '1', action: hangup}, {digit: '1', action: hangup"))
                .isNotEmpty();
    }

    private void apply(String option) {
        ConfigFile.parse("accounts: [{name: Acme, secrets: [{name: Hook, secret: token-of-the-hook}],"
                        + " queues: [{name: Sales, options: [{" + option + "}]}]}]")
                .apply(store, "test");
    }

    private List<String> refused(String option) {
        return catchThrowableOfType(ConfigRefused.class, () -> apply(option)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private String account() {
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    private InQueueOption kept() {
        return store.list(Resources.IN_QUEUE_OPTIONS, account(), null, 1, Map.of())
                .rows()
                .getFirst()
                .row();
    }
}
