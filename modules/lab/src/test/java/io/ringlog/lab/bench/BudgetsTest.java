package io.ringlog.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    @Test
    void a_limit_of_nothing_is_met_by_nothing_and_missed_by_one() {
        assertThat(verdict("proxyCall", "failed", 0.0)).endsWith("met");
        assertThat(verdict("proxyCall", "failed", 1.0)).endsWith("MISSED by 1");
    }

    @Test
    void a_miss_is_a_factor_in_both_directions() {
        assertThat(verdict("topology", "recordsPerSec", 7_500.0)).endsWith("MISSED by a factor of 2.00");
        assertThat(verdict("relay", "ratioToC", 2.3)).endsWith("MISSED by a factor of 2.00");
    }

    @Test
    void what_was_not_measured_is_not_called_met() {
        assertThat(Budgets.verdicts(Map.of()).lines()).allMatch(line -> line.endsWith("not measured"));
    }

    private static String verdict(String section, String key, double figure) {
        return Budgets.verdicts(Map.of(section, Map.of(key, figure)))
                .lines()
                .filter(line -> line.contains(section + " " + key))
                .findFirst()
                .orElseThrow();
    }
}
