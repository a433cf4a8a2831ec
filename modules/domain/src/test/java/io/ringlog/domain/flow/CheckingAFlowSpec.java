package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Collect;
import io.ringlog.domain.config.node.Condition;
import io.ringlog.domain.config.node.Condition.Operator;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Enqueue;
import io.ringlog.domain.config.node.Entry;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Menu;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.config.node.RingGroup;
import io.ringlog.domain.config.node.Say;
import io.ringlog.domain.config.node.TimeCondition;
import io.ringlog.domain.flow.FlowChecks.Problem;
import io.ringlog.domain.flow.FlowChecks.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckingAFlowSpec {

    private static final FlowGraph.Node BYE = node("bye", new Hangup(null));

    @Test
    void a_node_needs_edges_for_what_comes_back_to_it() {
        List<String> unanswered = List.of("busy", "no_answer", "unreachable");

        assertThat(new Dial(DestKind.USER, "us_1", 20).needed()).isEqualTo(unanswered);
        assertThat(new RingGroup("rg_1").needed()).isEqualTo(unanswered);
        assertThat(new Dial(DestKind.QUEUE, "q_1", null).needed()).isEmpty();
        assertThat(new TimeCondition("sch").needed()).containsExactly("in_hours", "out_of_hours", "holiday");
    }

    @Test
    void the_caller_has_a_say_where_keys_are_asked_for() {
        assertThat(menu(1, 2, 5).asksCaller()).isTrue();
        assertThat(collect("pin", 1, 4, 5, "^[0-9]+$").asksCaller()).isTrue();
        assertThat(new Play("media_1").asksCaller()).isFalse();
    }

    @Test
    void a_sound_flow_has_no_problems() {
        FlowGraph sound = graph(
                List.of(
                        entry(),
                        node("hello", new Play("media_1")),
                        node("menu", menu(1, 2, 5)),
                        node("pin", collect("pin", 1, 4, 5, "^\\d+$")),
                        node("if", new Condition("pin", Operator.MATCHES, "1.*", null)),
                        node("set", new Condition("pin", Operator.EXISTS, null, null)),
                        node("hours", new TimeCondition("sch")),
                        node("dial", new Dial(DestKind.USER, "us_1", 20)),
                        node("other", new Dial(DestKind.HANGUP, "", null)),
                        node("queue", new Enqueue("q_1", null)),
                        BYE),
                "entry default hello",
                "hello default menu",
                "menu digit:1 pin",
                "menu digit:12 dial",
                "menu digit:* queue",
                "menu default bye",
                "pin collected if",
                "if true set",
                "if false hours",
                "hours in_hours other",
                "dial busy bye",
                "queue timeout bye");

        assertThat(FlowChecks.problems(sound)).isEmpty();
    }

    @Test
    void a_flow_needs_an_entry() {
        assertThat(FlowChecks.problems(graph(List.of(BYE)))).containsExactly(error("", "the flow has no entry node"));
    }

    @Test
    void one_entry_is_enough() {
        FlowGraph two = graph(List.of(entry(), node("entry2", new Entry("inbound")), BYE), "entry default bye");

        assertThat(FlowChecks.problems(two))
                .contains(error("entry2", "the flow has a second entry node"))
                .contains(new Problem(Severity.WARNING, "entry2", "no path leads from the entry to this node"));
    }

    @Test
    void an_entry_names_a_trigger_that_exists() {
        assertThat(FlowChecks.problems(graph(List.of(node("e", new Entry("moon"))))))
                .containsExactly(
                        error("e", "trigger is not inbound, internal or api"),
                        new Problem(Severity.WARNING, "e", "no edge leaves this node: every call ends here"));
    }

    @Test
    void ids_are_there_and_unique() {
        FlowGraph twins = graph(List.of(entry(), BYE, BYE, node(" ", new Hangup(null))), "entry default bye");

        assertThat(FlowChecks.problems(twins))
                .contains(error("bye", "two nodes have this id"), error(" ", "a node has no id"));
    }

    @Test
    void edges_start_and_end_at_nodes() {
        FlowGraph loose = graph(List.of(entry(), BYE), "entry default bye", "ghost default bye", "entry default gone");

        assertThat(FlowChecks.problems(loose))
                .containsExactly(
                        error("ghost", "an edge starts at a node that does not exist"),
                        error("entry", "the edge default leads to gone, which does not exist"),
                        error("entry", "the outcome default has two edges"));
    }

    @Test
    void an_edge_carries_an_outcome_its_node_can_have() {
        FlowGraph odd = graph(
                List.of(entry(), node("menu", menu(1, 1, 5)), BYE),
                "entry default menu",
                "entry busy bye",
                "menu digit:12 bye",
                "menu digit:x bye",
                "menu busy bye",
                "bye default entry");

        assertThat(FlowChecks.problems(odd))
                .containsExactly(
                        error("entry", "the node cannot have the outcome busy"),
                        error("menu", "the node cannot have the outcome digit:12"),
                        error("menu", "the node cannot have the outcome digit:x"),
                        error("menu", "the node cannot have the outcome busy"),
                        error("bye", "the node cannot have the outcome default"));
    }

    @Test
    void each_node_is_filled_in() {
        assertThat(faults(new Play(" "))).containsExactly("audioId is missing");
        assertThat(faults(new Say("", null))).containsExactly("text is missing");
        assertThat(faults(new Say("x".repeat(1_001), "tlh")))
                .containsExactly("text is longer than 1000 characters", "language is none that is spoken");
        assertThat(faults(new Say("x".repeat(1_000), "de-AT"))).isEmpty();
        assertThat(faults(menu(2, 1, 0)))
                .containsExactly("minDigits is not 0 to maxDigits", "timeoutSec is not 1 to 600");
        assertThat(faults(menu(0, 0, 5))).containsExactly("maxDigits is not 1 to 64");
        assertThat(faults(collect("", 1, 0, 0, "(")))
                .containsExactly(
                        "variable is missing",
                        "maxDigits is not 1 to 64",
                        "minDigits is not 0 to maxDigits",
                        "timeoutSec is not 1 to 600",
                        "regex cannot be read");
        assertThat(faults(collect("pin", 1, 1, 1, null))).isEmpty();
        assertThat(faults(new Condition("", Operator.EQUALS, null, null)))
                .containsExactly("variable is missing", "value is missing");
        assertThat(faults(new Condition("x", Operator.MATCHES, "(", null)))
                .containsExactly("value is a pattern that cannot be read");
        assertThat(faults(new Condition("x", Operator.EQUALS, "(", null))).isEmpty();
        assertThat(faults(new TimeCondition(""))).containsExactly("scheduleId is missing");
        assertThat(faults(new Dial(DestKind.USER, "", 0)))
                .containsExactly("destId is missing", "timeoutSec is not 1 to 600");
        assertThat(faults(new Enqueue("", null))).containsExactly("queueId is missing");
    }

    @Test
    void what_is_counted_and_waited_for_has_bounds() {
        int most = Integer.MAX_VALUE;

        assertThat(faults(new Menu(null, null, null, -1, most, null, most, 0, 0, most, true)))
                .containsExactly(
                        "maxDigits is not 1 to 64",
                        "minDigits is not 0 to maxDigits",
                        "timeoutSec is not 1 to 600",
                        "interDigitTimeoutSec is not 1 to 60",
                        "maxFailures is not 1 to 100",
                        "maxTimeouts is not 1 to 100");
        assertThat(faults(new Collect("pin", null, null, null, 1, 4, null, 5, most, null, -1)))
                .containsExactly("interDigitTimeoutSec is not 1 to 60", "maxTries is not 1 to 100");
    }

    private static List<String> faults(NodeData data) {
        return FlowChecks.problems(graph(List.of(entry(), node("n", data)), "entry default n")).stream()
                .map(Problem::text)
                .toList();
    }

    private static Problem error(String nodeId, String text) {
        return new Problem(Severity.ERROR, nodeId, text);
    }

    private static Menu menu(int minDigits, int maxDigits, int timeoutSec) {
        return new Menu(null, null, null, minDigits, maxDigits, null, timeoutSec, null, 2, 2, true);
    }

    private static Collect collect(
            String variable, int minDigits, int maxDigits, int timeoutSec, @Nullable String regex) {
        return new Collect(variable, null, null, null, minDigits, maxDigits, "#", timeoutSec, null, regex, 3);
    }
}
