package io.ringlog.domain.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.node.Condition;
import io.ringlog.domain.config.node.Condition.Operator;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardPatternsSpec {

    private static final String LONG_CALLER = "1".repeat(60);

    private final FlowLine line = new FlowLine();

    @ParameterizedTest
    @ValueSource(strings = {"(1+)+x", "(1|1)*x", "((){999}){999}", "(1*)*(1*)*(1*)*x"})
    void a_pattern_that_would_hold_everybody_back_matches_nothing(String pattern) {
        assertThat(taken(pattern, LONG_CALLER)).isEqualTo("other");
    }

    @Test
    void a_text_too_long_for_any_matcher_matches_nothing() {
        assertThat(taken("(1|2)*", "1".repeat(20_000))).isEqualTo("other");
    }

    @Test
    void a_pattern_that_would_go_too_deep_into_its_text_matches_nothing() {
        String nested = "(".repeat(110) + "1|2" + ")".repeat(110) + "*";

        assertThat(taken(nested, "1".repeat(400))).isEqualTo("other");
    }

    @Test
    void an_honest_pattern_with_choices_matches() {
        assertThat(taken("(00|\\+)?(49|43|41)(\\d\\d)+", "491511234567")).isEqualTo("yes");
    }

    @Test
    void an_honest_pattern_matches() {
        assertThat(taken("\\+?49\\d{3,12}", "491511234567")).isEqualTo("yes");
    }

    private String taken(String pattern, String caller) {
        line.publish(Rows.graph(
                List.of(
                        Rows.entry(),
                        Rows.node("if", new Condition("caller", Operator.MATCHES, pattern, null)),
                        Rows.node("yes", new Hangup("yes")),
                        Rows.node("other", new Hangup("other"))),
                "entry default if",
                "if true yes",
                "if default other"));
        line.brain.when(line.facts.inviteFromTrunk("c1", Rows.TRUNK, caller, "100"));
        return line.ended();
    }
}
