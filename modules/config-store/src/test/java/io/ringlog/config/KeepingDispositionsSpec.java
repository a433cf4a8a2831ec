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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents may say came of calls, as the queue says it. */
class KeepingDispositionsSpec {

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
    void words_are_kept_in_their_order() {
        apply("dispositions: [\" Sold \", Call again, \"Reklamation: gelöst \\U0001F600\"]");

        assertThat(queue().dispositions()).containsExactly("Sold", "Call again", "Reklamation: gelöst \uD83D\uDE00");
    }

    @Test
    void a_queue_that_says_nothing_has_none() {
        apply("language: de-DE");

        assertThat(queue().dispositions()).isEmpty();
    }

    @Test
    void a_word_has_one_to_sixty_four_characters_that_can_be_seen() {
        for (String word : List.of("", " ", "a\\tb", "a\\nb", "a\\u202eb", "a\\u2028b", "x".repeat(65))) {
            assertThat(refused("dispositions: [Fine, \"" + word + "\"]"))
                    .singleElement()
                    .asString()
                    .contains("dispositions");
        }
        apply("dispositions: [" + "x".repeat(64) + "]");
    }

    @Test
    void a_word_stands_there_once_whatever_its_letters() {
        assertThat(refused("dispositions: [Sold, sold]"))
                .singleElement()
                .asString()
                .contains("dispositions[1]");
    }

    @Test
    void there_are_fifty_at_most() {
        apply("dispositions: " + words(50));

        for (int many : List.of(51, 5_000)) {
            assertThat(refused("dispositions: " + words(many)))
                    .singleElement()
                    .asString()
                    .endsWith("dispositions");
        }
    }

    private static List<String> words(int many) {
        return IntStream.range(0, many).mapToObj(it -> "word " + it).toList();
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
