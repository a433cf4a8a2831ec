package io.ringlog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.Queue.Strategy;
import io.ringlog.kernel.Because;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who of a queue's agents is next, as a queue says it. */
class KeepingStrategiesSpec {

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

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void every_strategy_is_kept_by_its_word(Strategy strategy) {
        Queue queue = saved("{name: Sales, strategy: " + Because.word(strategy) + ", tier_wait_sec: 15}");

        assertThat(queue.strategy()).isEqualTo(strategy);
        assertThat(queue.tierWaitSec()).isEqualTo(15);
    }

    @Test
    void without_a_word_it_is_who_is_idle_longest_and_no_tier_waits() {
        Queue queue = saved("{name: Sales}");

        assertThat(queue.strategy()).isEqualTo(Strategy.LONGEST_IDLE);
        assertThat(queue.tierWaitSec()).isNull();
    }

    @Test
    void a_tier_waits_between_a_second_and_an_hour() {
        for (String seconds : List.of("0", "3601", "-5")) {
            assertThatThrownBy(() -> saved("{name: Sales, tier_wait_sec: " + seconds + "}"))
                    .isInstanceOfSatisfying(
                            ConfigRefused.class,
                            refused -> assertThat(refused.errors())
                                    .extracting(FieldError::field)
                                    .singleElement()
                                    .asString()
                                    .endsWith("tier_wait_sec"));
        }
    }

    private Queue saved(String queue) {
        ConfigFile.parse("accounts: [{name: Acme, queues: [" + queue + "]}]").apply(store, "test");
        String account = store.accounts(null, null, 1).rows().getFirst().row().id();
        return store.list(Resources.QUEUES, account, null, 1, Map.of())
                .rows()
                .getFirst()
                .row();
    }
}
