package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Queue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of a queue are told, as the queue says it. */
class KeepingAnnouncementsSpec {

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
    void what_is_told_is_kept() {
        apply("announce_position: true, announce_wait: true, message_media_id: one, message_interval_sec: 30");

        assertThat(queue().announcePosition()).isTrue();
        assertThat(queue().announceWait()).isTrue();
        assertThat(queue().messageMediaId()).isEqualTo("one");
        assertThat(queue().messageIntervalSec()).isEqualTo(30);
    }

    @Test
    void a_queue_that_says_nothing_tells_nothing() {
        apply("language: de-DE");

        assertThat(queue().announcePosition()).isFalse();
        assertThat(queue().announceWait()).isFalse();
        assertThat(queue().messageMediaId()).isNull();
    }

    @Test
    void a_message_comes_no_oftener_than_every_ten_seconds_and_at_least_every_hour() {
        for (String seconds : List.of("9", "3601", "0", "-1")) {
            assertThat(refused("message_media_id: one, message_interval_sec: " + seconds))
                    .singleElement()
                    .asString()
                    .contains("message_interval_sec");
        }
    }

    @Test
    void a_time_without_a_message_is_refused() {
        assertThat(refused("message_interval_sec: 60"))
                .singleElement()
                .asString()
                .contains("message_media_id");
    }

    @Test
    void a_message_that_is_not_there_is_refused() {
        assertThat(refused("message_media_id: gone")).singleElement().asString().contains("message_media_id");
    }

    private void apply(String fields) {
        ConfigFile.parse("accounts: [{name: Acme, queues: [{name: Sales, " + fields + "}]}]")
                .apply(store, "test");
    }

    private List<String> refused(String fields) {
        return catchThrowableOfType(ConfigRefused.class, () -> apply(fields)).errors().stream()
                .map(FieldError::field)
                .toList();
    }

    private Queue queue() {
        String account = store.accounts(null, null, 1).rows().getFirst().row().id();
        return store.list(Resources.QUEUES, account, null, 1, Map.of())
                .rows()
                .getFirst()
                .row();
    }
}
