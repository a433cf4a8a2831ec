package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ringlog replay} on the log of a running node, and on the same log with a forged event. */
class ReplayCommandTest {
    @TempDir
    static Path folder;

    private static LoggedCalls calls;

    @BeforeAll
    static void log() {
        calls = LoggedCalls.on(folder);
    }

    @AfterAll
    static void stop() {
        calls.close();
    }

    @Test
    void a_clean_journal_ends_with_0() {
        for (Said said : List.of(replay("--verify"), replay())) {
            assertThat(said.out())
                    .contains("2 journal records decided again")
                    .contains(calls.events().size() + " events compared")
                    .contains("Every event is the same, byte for byte.");
            assertThat(said.code()).isZero();
        }
    }

    @Test
    void a_forged_event_ends_with_1_and_is_named_with_both_sides() throws Exception {
        var recorded = calls.events();
        calls.forge(recorded, ReplayCommandTest::sayBob);
        try {
            for (Said said : List.of(replay("--verify"), replay())) {
                assertThat(said.out())
                        .containsOnlyOnce("DIFFERENT at journal 0-0")
                        .containsPattern("  recorded \\{.*\"from\":\"bob\"")
                        .containsPattern("  replayed \\{.*\"from\":\"200\"")
                        .doesNotContain("byte for byte");
                assertThat(said.code()).isEqualTo(1);
            }
        } finally {
            calls.forge(recorded, bytes -> bytes);
        }
    }

    @Test
    void only_the_events_between_from_and_to_are_compared() throws Exception {
        var recorded = calls.events();
        Instant end = Instant.ofEpochMilli(recorded.getLast().timestamp());
        calls.forge(recorded, ReplayCommandTest::sayBob);
        try {
            Said before = replay("--verify", "--to", "2020-01-01T00:00:00Z");
            Said after = replay("--from", end.plusSeconds(60).toString());
            Said both = replay(
                    "--from",
                    "2020-01-01T00:00:00Z",
                    "--to",
                    end.plusSeconds(60).toString());

            assertThat(before.out()).contains("2 journal records decided again").contains(" 0 events compared");
            for (Said nothing : List.of(before, after)) {
                assertThat(nothing.out())
                        .contains("There was nothing to compare")
                        .doesNotContain("byte for byte");
                assertThat(nothing.code()).isEqualTo(3);
            }
            assertThat(both.code()).isEqualTo(1);
        } finally {
            calls.forge(recorded, bytes -> bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from", "--to"})
    void a_time_that_is_none_is_refused_in_a_sentence_that_names_its_option(String option) {
        Said said = replay("--verify", option, "yesterday");

        assertThat(said.err())
                .isEqualToNormalizingNewlines(
                        "ringlog: " + option + " is 'yesterday', but it must be a time such as 2026-11-22T10:00:00Z\n");
        assertThat(said.code()).isEqualTo(2);
    }

    private static Said replay(String... arguments) {
        var line = new ArrayList<>(List.of("replay", "--data", folder.toString()));
        line.addAll(List.of(arguments));
        return Said.by(line.toArray(String[]::new));
    }

    private static byte[] sayBob(byte[] event) {
        return new String(event, StandardCharsets.UTF_8)
                .replace("\"from\":\"200\"", "\"from\":\"bob\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
