package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Condition;
import io.ringlog.domain.config.node.Condition.Operator;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.config.node.Record;
import io.ringlog.domain.config.node.Say;
import io.ringlog.domain.config.node.SetVariable;
import io.ringlog.domain.config.node.Split;
import io.ringlog.domain.config.node.Switch;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.FlowEvent.VariableRefused;
import io.ringlog.domain.journal.FlowEvent.VariableSet;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputingInAFlowSpec {

    private final FlowLine line = new FlowLine();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lang == \"de\" and starts(caller, \"4\") | yes",
                "lang == \"fr\" | other",
                "number(lang) > 1 | other",
            })
    void a_condition_asks_whether_an_expression_holds(String expression, String ends) {
        assertThat(endOf(new Condition("", Operator.EQUALS, null, expression), "true yes", "false other"))
                .isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"{{upper('de')}}, other", "{{lower('DE')}}, yes", "d{{'e'}}, yes", "{{number(lang)}}, other"})
    void a_condition_compares_with_a_text_that_is_filled(String value, String ends) {
        assertThat(endOf(new Condition("lang", Operator.EQUALS, value, null), "true yes", "false other"))
                .isEqualTo(ends);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recording_consent.b1", "recording", "forwarded_by"})
    void a_flow_of_before_sets_no_variable_that_is_the_platforms(String variable) {
        line.publish(graph(
                List.of(entry(), node("set", new SetVariable(variable, "GIVEN")), node("bye", new Hangup(null))),
                "entry default set",
                "set default bye"));

        line.call();

        assertThat(line.brain.events(VariableRefused.class))
                .containsExactly(new VariableRefused("c1", "flow_1", "set", variable));
        assertThat(line.brain.events(VariableSet.class)).isEmpty();
        assertThat(line.brain.events(NodeLeft.class)).hasSize(2);
    }

    @Test
    void what_breaks_a_test_is_told() {
        endOf(new Condition("", Operator.EQUALS, null, "number(lang) > 1"), "true yes", "false other");

        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs()).containsEntry("broken", "'de' is no number");
    }

    @ParameterizedTest
    @CsvSource({"lang, german", "upper(lang), other", "number(lang), other", "length(lang), two"})
    void a_switch_takes_the_edge_of_a_value(String expression, String ends) {
        assertThat(endOf(new Switch(expression), "case:de german", "case:2 two", "other other"))
                .isEqualTo(ends);
    }

    @Test
    void a_variable_is_set_to_a_text_that_is_filled() {
        assertThat(endOf(new SetVariable("greeting", "{{upper(lang)}}-{{caller}}"), "default yes"))
                .isEqualTo("yes");

        assertThat(line.brain.events(VariableSet.class)).containsExactly(new VariableSet("c1", "greeting", "DE-49"));
    }

    @Test
    void a_variable_without_a_value_stays_and_takes_an_edge_of_its_own() {
        assertThat(endOf(new SetVariable("lang", "{{number(lang)}}"), "default yes", "failed other"))
                .isEqualTo("other");

        assertThat(line.brain.events(VariableSet.class)).isEmpty();
    }

    @Test
    void a_call_holds_a_hundred_variables() {
        List<FlowGraph.Node> nodes = new ArrayList<>(List.of(entry()));
        List<String> edges = new ArrayList<>(List.of("entry default s0"));
        for (int i = 0; i < 99; i++) {
            nodes.add(node("s" + i, new SetVariable("v" + i, "x")));
            edges.add("s" + i + " default s" + (i + 1));
        }
        nodes.add(node("s99", new Hangup("done")));
        line.publish(graph(nodes, edges.toArray(String[]::new)));

        line.call();
        assertThat(line.ended()).as("99 and lang").isEqualTo("flow.loop");
        assertThat(line.brain.events(VariableSet.class)).hasSize(99);
    }

    @Test
    void a_text_is_said_as_it_is_filled() {
        line.publish(graph(
                List.of(entry(), node("say", new Say("You dialled {{called}}", null))), "entry default say"));

        line.call();

        assertThat(line.brain.commands(Command.Play.class).getFirst().mediaIds())
                .containsExactly("text:You dialled 100");
    }

    @Test
    void what_cannot_be_said_is_passed_over_with_a_reason() {
        assertThat(endOf(new Say("{{number(lang)}}", null), "default yes")).isEqualTo("yes");

        assertThat(line.brain.reasons(NodeLeft.class).getLast().rule()).isEqualTo("flow.nothing-to-say");
    }

    @Test
    void shares_are_met_over_many_calls_and_drawn_from_the_record() {
        line.publish(graph(
                List.of(
                        entry(),
                        node("split", new Split("few: 20, many: 80")),
                        node("few", new Hangup("few")),
                        node("many", new Hangup("many"))),
                "entry default split",
                "split few few",
                "split many many"));
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            line.brain.when(line.facts.inviteFromTrunk("c" + i, Rows.TRUNK, "49", "100"));
            taken.merge(line.ended(), 1, Integer::sum);
        }

        assertThat(taken.get("few")).isBetween(60, 140);
        assertThat(taken.get("few") + taken.get("many")).isEqualTo(500);
    }

    @Test
    void nodes_that_cannot_be_meant_are_not_published() {
        assertThat(new Switch("1 +").faults())
                .containsExactly("expression cannot be read: a value is missing (at character 4)");
        assertThat(new Switch("lang").mayHave("case:de")).isTrue();
        assertThat(new Switch("lang").mayHave("case:" + "x".repeat(101))).isFalse();
        assertThat(new SetVariable("caller", "x").faults()).containsExactly("variable caller cannot be set by a flow");
        assertThat(Stream.of("recording", "recording_rule", "recording_consent.a")
                        .flatMap(it -> new SetVariable(it, "GIVEN").faults().stream()))
                .hasSize(3)
                .allMatch(it -> it.endsWith(" cannot be set by a flow"));
        assertThat(new SetVariable("recordings", "x").faults()).isEmpty();
        assertThat(new SetVariable("1", "{{").faults()).hasSize(2);
        assertThat(new Record("forwarded_by", null, 60, 5, "#", true).faults())
                .containsExactly("variable forwarded_by cannot be set by a flow");
        assertThat(new SetVariable("a", "x").needed()).containsExactly("default");
        assertThat(new Condition("", Operator.EQUALS, null, "1").faults())
                .containsExactly("expression cannot be read: it is a number, not true or false");
        assertThat(new Condition("x", Operator.EQUALS, null, "true").faults())
                .containsExactly("expression stands without variable and value");
        assertThat(new Condition("x", Operator.EQUALS, "{{", null).faults()).hasSize(1);
        assertThat(new Say("{{", null).faults()).hasSize(1);
        assertThat(new Split("a: 50, b: 40").faults()).containsExactly("shares add up to 90, not to 100");
        assertThat(new Split("a: 50, a: 50").faults()).hasSize(1);
        assertThat(new Split("half").faults()).hasSize(1);
        assertThat(new Split("new: 20, old: 80").outcomes()).containsExactly("new", "old");
    }

    /** The cause of the call's end when the node's edges lead to hang-ups of their own names. */
    private String endOf(NodeData node, String... edges) {
        List<FlowGraph.Node> nodes = new ArrayList<>(List.of(entry(), node("node", node)));
        List<String> all = new ArrayList<>(List.of("entry default node"));
        for (String edge : edges) {
            all.add("node " + edge);
            String end = edge.substring(edge.indexOf(' ') + 1);
            nodes.add(node(end, new Hangup(end)));
        }
        line.publish(graph(nodes, all.toArray(String[]::new)));
        line.call();
        return line.ended();
    }
}
