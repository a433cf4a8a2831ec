package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.node.ConferenceNode;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.config.node.SetVariable;
import io.ringlog.domain.config.node.Subflow;
import io.ringlog.domain.config.node.Switch;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.FlowEvent.FlowEntered;
import io.ringlog.domain.journal.FlowEvent.FlowLeft;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkingSubflowsSpec {

    private final FlowLine line = new FlowLine();

    @Test
    void an_open_end_of_the_other_flow_is_the_outcome_of_the_node() {
        main("sub other vip", "sub default bye");
        other();

        line.call();

        assertThat(line.ended()).isEqualTo("vip");
        assertThat(line.brain.events(FlowEntered.class))
                .containsExactly(new FlowEntered("c1", "flow_1", 1), new FlowEntered("c1", "flow_2", 1));
        assertThat(line.brain.events(FlowLeft.class))
                .extracting(FlowLeft::flowId, FlowLeft::cause, FlowLeft::nodeId)
                .containsExactly(tuple("flow_2", "flow.returned", "which"), tuple("flow_1", "vip", "vip"));
        assertThat(line.brain.events(NodeLeft.class))
                .extracting(NodeLeft::flowId, NodeLeft::nodeId, NodeLeft::outcome)
                .contains(tuple("flow_2", "which", "other"), tuple("flow_1", "sub", "other"));
        assertThat(line.brain.events(CallEnded.class).getFirst().cdr().flowId()).isEqualTo("flow_1");
    }

    @Test
    void what_the_node_has_no_edge_for_takes_its_default() {
        main("sub default bye");
        other();

        line.call();

        assertThat(line.ended()).isEqualTo("bye");
    }

    @Test
    void an_open_end_of_the_outermost_flow_ends_the_call() {
        main("sub case:none bye");
        other();

        line.call();

        assertThat(line.ended()).isEqualTo("flow.no-edge");
    }

    @Test
    void both_flows_keep_their_versions_while_a_call_stands_in_them() {
        main("sub default bye");
        line.brain.given(Rows.flow(
                "flow_2", 1, graph(List.of(entry(), node("hear", new Play("media_1"))), "entry default hear")));
        line.call();

        line.brain.whenSaved(Rows.flow("flow_1", 2, graph(List.of(entry()))));
        line.brain.whenSaved(Rows.flow("flow_2", 2, graph(List.of(entry()))));
        line.brain.when(line.facts.played("c1", line.waitingFor()));

        assertThat(line.ended()).isEqualTo("bye");
    }

    @Test
    void whoever_leaves_leaves_all_flows() {
        main("sub default bye");
        line.brain.given(Rows.flow(
                "flow_2", 1, graph(List.of(entry(), node("end", new Hangup("enough"))), "entry default end")));

        line.call();

        assertThat(line.brain.events(FlowLeft.class))
                .extracting(FlowLeft::flowId, FlowLeft::cause)
                .containsExactly(tuple("flow_2", "enough"), tuple("flow_1", "enough"));
    }

    @Test
    void flows_that_walk_each_other_end_at_a_depth() {
        main("sub default bye");
        line.brain.given(Rows.flow(
                "flow_2", 1, graph(List.of(entry(), node("again", new Subflow("flow_1"))), "entry default again")));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.loop");
    }

    @Test
    void a_flow_that_is_gone_ends_the_call_with_that_reason() {
        main("sub default bye");

        line.call();

        assertThat(line.ended()).isEqualTo("flow.missing");
    }

    @Test
    void a_flow_that_is_taken_away_meanwhile_is_still_gone_back_to() {
        main("sub default bye");
        line.brain.given(Rows.flow(
                "flow_2", 1, graph(List.of(entry(), node("hear", new Play("media_1"))), "entry default hear")));
        line.call();

        line.brain.whenRemoved("flow_1");
        line.brain.when(line.facts.played("c1", line.waitingFor()));

        assertThat(line.ended()).isEqualTo("bye");
    }

    @Test
    void a_flow_without_an_entry_ends_the_call_with_that_reason() {
        main("sub default bye");
        line.brain.given(Rows.flow("flow_2", 1, graph(List.of())));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.no-entry");
    }

    @Test
    void a_caller_is_sent_into_a_conference() {
        line.publish(graph(List.of(entry(), node("room", new ConferenceNode("conf_1"))), "entry default room"));

        line.call();

        assertThat(line.brain.events(CallRouted.class).getLast().target().id()).isEqualTo("conf_1");
        assertThat(new ConferenceNode("").faults()).containsExactly("conferenceId is missing");
        assertThat(new ConferenceNode("conf_1").mayHave("default")).isFalse();
        assertThat(new Subflow(" ").faults()).containsExactly("flowId is missing");
        assertThat(new Subflow("flow_2").mayHave("case:anything")).isTrue();
    }

    /** The line's flow: {@code sub} walks flow_2. */
    private void main(String... edges) {
        String[] all = new String[edges.length + 1];
        all[0] = "entry default sub";
        System.arraycopy(edges, 0, all, 1, edges.length);
        line.publish(graph(
                List.of(
                        entry(),
                        node("sub", new Subflow("flow_2")),
                        node("vip", new Hangup("vip")),
                        node("bye", new Hangup("bye"))),
                all));
    }

    private void other() {
        line.brain.given(Rows.flow(
                "flow_2",
                1,
                graph(
                        List.of(
                                entry(),
                                node("set", new SetVariable("tier", "vip")),
                                node("which", new Switch("tier"))),
                        "entry default set",
                        "set default which")));
    }
}
