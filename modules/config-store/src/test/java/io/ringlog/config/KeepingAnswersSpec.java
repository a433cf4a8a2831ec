package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.config.secret.KeptAnswers;
import io.ringlog.config.secret.KeptAnswers.Found;
import io.ringlog.config.secret.KeptAnswers.Place;
import io.ringlog.config.secret.KeptAnswers.Standing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingAnswersSpec {

    private static final Place ORDER = new Place("key_1", "acc_1", "order-4711");

    @TempDir
    Path folder;

    private ConfigStore store;
    private KeptAnswers answers;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        answers = at(store.clock());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private KeptAnswers at(Clock clock) {
        return new KeptAnswers(store.database(), store.secrets(), clock);
    }

    @Test
    void an_answer_is_found_again_after_a_restart_and_another_request_is_told_from_it() {
        assertThat(standing(answers, ORDER, "one")).isEqualTo(Standing.FIRST);
        answers.answered(ORDER, "done");

        KeptAnswers restarted = at(store.clock());

        assertThat(restarted.begin(ORDER, "one")).isEqualTo(new Found(Standing.ANSWERED, "done"));
        assertThat(standing(restarted, ORDER, "two")).isEqualTo(Standing.ANOTHER);
        assertThat(standing(restarted, new Place("key_2", "acc_1", "order-4711"), "two"))
                .isEqualTo(Standing.FIRST);
    }

    @Test
    void what_a_process_left_open_nobody_knows_afterwards() {
        assertThat(standing(answers, ORDER, "one")).isEqualTo(Standing.FIRST);

        assertThat(standing(answers, ORDER, "one")).isEqualTo(Standing.UNDER_WAY);
        assertThat(standing(at(store.clock()), ORDER, "one")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void what_was_refused_is_forgotten_and_after_a_day_so_is_all() {
        answers.begin(ORDER, "one");
        answers.forget(ORDER);
        assertThat(standing(answers, ORDER, "one")).isEqualTo(Standing.FIRST);
        answers.unknown(ORDER);
        assertThat(standing(answers, ORDER, "one")).isEqualTo(Standing.UNKNOWN);

        KeptAnswers later = at(Clock.offset(store.clock(), Duration.ofHours(24).plusMillis(1)));

        assertThat(standing(later, ORDER, "one")).isEqualTo(Standing.FIRST);
    }

    @Test
    void an_account_has_so_many_kept_and_others_theirs() {
        String sealed = store.secrets().seal("x", "y");
        store.database().write(sql -> {
            for (int i = 0; i < 10_000; i++) {
                sql.run(
                        "INSERT INTO kept_answer (id, account_id, request, state, process, bytes, begun_at)"
                                + " VALUES (?, 'acc_1', ?, 'unknown', 'p', 0, ?)",
                        "id" + i,
                        sealed,
                        store.clock().millis());
            }
            return sql;
        });

        assertThat(standing(answers, ORDER, "one")).isEqualTo(Standing.TOO_MANY);
        assertThat(standing(answers, new Place("key_9", "acc_9", "a"), "one")).isEqualTo(Standing.FIRST);
    }

    @Test
    void neither_what_was_asked_nor_what_was_answered_stands_in_the_file() throws Exception {
        answers.begin(ORDER, "fingerprint-of-it");
        answers.answered(ORDER, "sk_the-secret-of-a-key");
        store.close();

        String bytes = Files.readString(folder.resolve("config.db"), StandardCharsets.ISO_8859_1);

        assertThat(bytes).contains("kept_answer").doesNotContain("sk_the-secret", "order-4711", "fingerprint-of-it");
        store = Documents.store(folder);
    }

    private static Standing standing(KeptAnswers answers, Place place, String request) {
        return answers.begin(place, request).standing();
    }
}
