package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.VoiceMailbox;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepingMailboxesSpec {

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse("accounts: [{name: Acme, voicemails: [{name: Sales, notify_email: sales@acme.example}]}]")
                .apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String acme() {
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    private VoiceMailbox sales() {
        return store.list(Resources.VOICEMAILS, acme(), null, 1, Map.of("name", "Sales"))
                .rows()
                .getFirst()
                .row();
    }

    private FieldError refused(String document) {
        return catchThrowableOfType(
                        ConfigRefused.class, () -> store.create(Resources.VOICEMAILS, acme(), json(document), "test"))
                .errors()
                .getFirst();
    }

    @Test
    void a_mail_has_the_sound_and_the_message_stays_unless_a_file_says_otherwise() {
        assertThat(sales().notifyEmail()).isEqualTo("sales@acme.example");
        assertThat(sales().notifyAttach()).isTrue();
        assertThat(sales().notifyDelete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sales",
                "@acme.example",
                "a@b",
                "a@acme.example,b@acme.example",
                "Sales <a@acme.example>",
                "a@acme.example\\nBcc: b@acme.example",
                "a b@acme.example",
                "a@[127.0.0.1]",
                "a..b@acme.example",
                ".a@acme.example"
            })
    void what_is_not_one_address_is_refused(String address) {
        FieldError error = refused("{'name': 'Other', 'notify_email': '" + address + "'}");

        assertThat(error.field()).isEqualTo("notify_email");
    }

    @Test
    void nobody_deletes_what_nobody_could_hear() {
        FieldError error = refused("{'name': 'Other', 'notify_attach': false, 'notify_delete': true}");

        assertThat(error.field()).isEqualTo("notify_delete");
        assertThat(error.code()).isEqualTo("config.message-lost");
    }

    @Test
    void a_mailbox_has_a_greeting_of_each_kind_and_a_last_day() {
        VoiceMailbox box = store.create(
                        Resources.VOICEMAILS,
                        acme(),
                        json("{'name': 'Other', 'busy_greeting_media_id': 'busy', 'temporary_greeting_media_id': 'off',"
                                + " 'temporary_greeting_until': '2026-12-31', 'name_media_id': 'me'}"),
                        "test")
                .row();

        assertThat(box.busyGreetingMediaId()).isEqualTo("busy");
        assertThat(box.temporaryGreetingMediaId()).isEqualTo("off");
        assertThat(box.temporaryGreetingUntil()).isEqualTo("2026-12-31");
        assertThat(box.nameMediaId()).isEqualTo("me");
        assertThat(sales().temporaryGreetingUntil()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "31.12.2026", "2026-1-1", "+12026-01-01", "tomorrow"})
    void what_is_no_day_is_refused(String day) {
        FieldError error = refused("{'name': 'Other', 'temporary_greeting_until': '" + day + "'}");

        assertThat(error.field()).isEqualTo("temporary_greeting_until");
        assertThat(error.code()).isEqualTo("config.bad-date");
    }
}
