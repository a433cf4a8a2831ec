package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.number.NumberClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingFraudRulesSpec {

    private static final String PREMIUM = """
            accounts:
              - name: Acme
                fraud_rules: [{name: Premium, watch: minutes, classes: [premium], warn_at: 10, block_at: 30}]
            """;

    @TempDir
    Path folder;

    private ConfigStore store;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        ConfigFile.parse(PREMIUM).apply(store, "test");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String acme() {
        return store.accounts(null, null, 1).rows().getFirst().row().id();
    }

    private List<String> faults(String rule) {
        return catchThrowableOfType(
                        ConfigRefused.class, () -> store.create(Resources.FRAUD_RULES, acme(), json(rule), "test"))
                .errors()
                .stream()
                .map(FieldError::field)
                .toList();
    }

    @Test
    void a_file_says_a_rule_and_the_same_again_changes_nothing() {
        FraudRule row = store.list(Resources.FRAUD_RULES, acme(), null, 10, Map.of())
                .rows()
                .getFirst()
                .row();

        assertThat(row.watch()).isEqualTo(Watch.MINUTES);
        assertThat(row.classes()).containsExactly(NumberClass.PREMIUM);
        assertThat(row.periodSec()).isEqualTo(3600);
        assertThat(row.blockAt()).isEqualTo(30);
        assertThat(ConfigFile.parse(PREMIUM).plan(store, "test").changesAnything())
                .isFalse();
    }

    @Test
    void a_rule_that_says_nothing_is_none() {
        assertThat(faults("{'name': 'Idle', 'watch': 'calls'}")).containsExactly("warn_at");
    }

    @Test
    void a_field_out_of_its_range_is_named() {
        assertThat(faults("{'name': 'Far', 'watch': 'calls', 'block_at': 10001, 'period_sec': 9, 'block_sec': 0}"))
                .containsExactlyInAnyOrder("block_at", "period_sec", "block_sec");
        assertThat(faults("{'name': 'Names', 'watch': 'destinations', 'warn_at': 1001}"))
                .containsExactly("warn_at");
        assertThat(faults("{'name': 'Night', 'watch': 'night_calls', 'warn_at': 1, 'night_from': '24:00'}"))
                .containsExactly("night_from");
        assertThat(faults("{'name': 'Help', 'watch': 'calls', 'warn_at': 1, 'classes': ['emergency']}"))
                .containsExactly("classes");
    }
}
