package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Condition;
import io.ringlog.domain.config.node.Condition.Operator;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.config.node.Say;
import io.ringlog.domain.config.node.TimeCondition;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.CallerAnswered;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.FlowEvent.FlowEntered;
import io.ringlog.domain.journal.FlowEvent.FlowLeft;
import io.ringlog.domain.journal.FlowEvent.NodeEntered;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkingAFlowSpec {

    private static final FlowGraph.Node BYE = node("bye", new Hangup("flow.done"));

    private final FlowLine line = new FlowLine();

    @Test
    void a_text_is_said_in_the_language_of_its_node() {
        line.publish(graph(
                List.of(entry(), node("hello", new Say("Guten Tag", "de")), BYE),
                "entry default hello",
                "hello default bye"));

        line.call();

        assertThat(line.brain.commands())
                .contains(new Command.Play("c1", "a", line.playing(), List.of("text:Guten Tag"), false, "de-DE/male"));
        line.brain.when(line.facts.played("c1", line.playing()));
        assertThat(line.brain.reasons(NodeLeft.class).getFirst().rule()).isEqualTo("flow.said");
    }

    @Test
    void a_call_enters_the_newest_version_and_keeps_it() {
        FlowGraph hello = graph(
                List.of(entry(), node("hello", new Play("media_1")), BYE), "entry default hello", "hello default bye");
        line.publish(1, hello).publish(2, hello);

        line.call();
        assertThat(line.brain.events()).contains(new FlowEntered("c1", "flow_1", 2));

        line.brain.whenSaved(Rows.flow("flow_1", 3, graph(List.of(entry()))));
        line.brain.when(line.facts.played("c1", line.waitingFor()));
        assertThat(line.brain.events()).contains(new NodeEntered("c1", "flow_1", "bye", "hangup"));
        assertThat(line.brain.events(CallEnded.class))
                .extracting(it -> it.cdr().flowId(), it -> it.cdr().flowVersion())
                .containsExactly(tuple("flow_1", 2));
    }

    @Test
    void every_step_is_told_with_the_edges_not_taken() {
        line.publish(graph(
                List.of(entry(), node("vip", new Condition("caller", Operator.EQUALS, "49", null)), BYE),
                "entry default vip",
                "vip true bye",
                "vip false bye",
                "vip default bye"));

        line.call();

        assertThat(line.brain.events(FlowEvent.class))
                .containsExactly(
                        new FlowEntered("c1", "flow_1", 1),
                        new NodeEntered("c1", "flow_1", "entry", "entry"),
                        new NodeLeft("c1", "flow_1", "entry", "default"),
                        new NodeEntered("c1", "flow_1", "vip", "condition"),
                        new NodeLeft("c1", "flow_1", "vip", "true"),
                        new NodeEntered("c1", "flow_1", "bye", "hangup"),
                        new FlowLeft("c1", "flow_1", "flow.done", "bye"));
        assertThat(line.brain.reasons(NodeLeft.class).getLast().alternatives())
                .extracting(it -> it.what())
                .containsExactly("false to bye", "default to bye");
        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs())
                .containsEntry("actual", "49")
                .containsEntry("edge", "true to bye");
    }

    @ParameterizedTest
    @CsvSource({
        "media.no-common-codec, 488",
        "media.encryption-required, 488",
        "media.no-address, 488",
        "sip.extension-required, 420",
        "sip.too-broad, 440"
    })
    void a_caller_whom_the_engine_could_not_answer_was_never_answered(String reason, int status) {
        line.publish(graph(List.of(entry(), node("one", new Play("media_1"))), "entry default one"));
        line.call();

        line.brain.when(line.facts.commandFailed("c1", "0-1-1", null, reason));

        assertThat(line.brain.events(CallRefused.class))
                .extracting(CallRefused::status, CallRefused::code)
                .containsExactly(tuple(status, reason));
        CallEnded ended = line.brain.events(CallEnded.class).getFirst();
        assertThat(ended.disposition()).isEqualTo(Disposition.FAILED);
        assertThat(ended.cause()).isEqualTo(reason);
        assertThat(ended.cdr().answered()).isFalse();
        assertThat(ended.cdr().refusalCode()).isEqualTo(reason);
        assertThat(line.brain.commands()).isEmpty();
    }

    @Test
    void a_prompt_needs_the_callers_ear_once() {
        line.publish(graph(
                List.of(entry(), node("one", new Play("media_1")), node("two", new Play("media_2")), BYE),
                "entry default one",
                "one default two",
                "two default bye"));

        line.call();
        assertThat(line.brain.commands())
                .containsExactly(
                        new Command.AnswerLeg("c1", "a"),
                        new Command.Play("c1", "a", line.playing(), List.of("media_1"), false, "en-US/male"));
        assertThat(line.brain.events()).contains(new CallerAnswered("c1", "a"));

        line.brain.when(line.facts.played("c1", line.playing(), PlaybackEnd.FAILED));
        assertThat(line.brain.commands())
                .containsExactly(new Command.Play("c1", "a", line.playing(), List.of("media_2"), false, "en-US/male"));

        line.brain.when(line.facts.played("c1", line.playing()));
        assertThat(line.brain.commands()).containsExactly(new Command.HangUpLegs("c1", List.of("a"), "flow.done"));
    }

    @Test
    void the_end_of_another_playback_changes_nothing() {
        line.publish(graph(List.of(entry(), node("one", new Play("media_1"))), "entry default one"));
        line.call();

        line.brain.when(line.facts.played("c1", "pb-other"), line.facts.played("c9", "pb-other"));

        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void an_unanswered_call_that_reaches_a_hang_up_is_refused() {
        line.publish(graph(List.of(entry(), node("bye", new Hangup(null))), "entry default bye"));

        line.call();

        assertThat(line.brain.commands(Command.RefuseCall.class))
                .extracting(Command.RefuseCall::status)
                .containsExactly(480);
        assertThat(line.brain.events(FlowLeft.class))
                .extracting(FlowLeft::cause)
                .containsExactly("flow.hangup");
    }

    @ParameterizedTest
    @CsvSource({
        "caller, EQUALS, 49, true",
        "caller, EQUALS, 50, false",
        "called, NOT_EQUALS, 100, false",
        "called, NOT_EQUALS, 101, true",
        "called, CONTAINS, 0, true",
        "called, STARTS_WITH, 10, true",
        "called, STARTS_WITH, 0, false",
        "called, MATCHES, '1\\d+', true",
        "called, MATCHES, '1', false",
        "called, MATCHES, '(', false",
        "called, IN, '99, 100', true",
        "called, IN, '99', false",
        "caller, EXISTS, , true",
        "colour, EXISTS, , false",
        "colour, EQUALS, , true",
        "lang, EQUALS, de, true"
    })
    void conditions_compare_what_is_known_of_the_call(
            String variable, Operator operator, String value, String outcome) {
        line.publish(graph(
                List.of(entry(), node("if", new Condition(variable, operator, value, null)), BYE),
                "entry default if",
                "if default bye"));

        line.call();

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "if", outcome));
    }

    @Test
    void a_time_condition_follows_the_hours() {
        line.publish(hours("hours in_hours bye"));
        line.brain.given(Rows.schedule("sch", null, Rows.weekly(2, "09:00", "17:00")));

        line.call();

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "hours", "in_hours"));
        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs()).containsEntry("rule", "week-2");
    }

    @Test
    void a_holiday_without_an_edge_of_its_own_is_out_of_hours() {
        line.publish(hours("hours out_of_hours bye"));
        line.brain.given(Rows.schedule("sch", null, Rows.date("2026-03-03", null, null, true)));

        line.call();

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "hours", "holiday"));
        assertThat(line.brain.reasons(NodeLeft.class).getLast().inputs()).containsEntry("edge", "out_of_hours to bye");
    }

    @Test
    void a_broken_schedule_is_open_and_says_so() {
        line.publish(hours("hours in_hours bye"));

        line.call();

        assertThat(line.brain.events())
                .contains(
                        new FlowEvent.ScheduleFailedOpen("c1", "sch", "there is no schedule sch"),
                        new NodeLeft("c1", "flow_1", "hours", "in_hours"));
    }

    @Test
    void an_outcome_without_an_edge_follows_default() {
        line.publish(hours("hours default bye"));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.done");
    }

    @Test
    void an_outcome_without_any_edge_ends_the_call() {
        line.publish(hours("hours holiday bye"));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.no-edge");
        assertThat(line.brain.events(FlowLeft.class)).hasSize(1);
    }

    @Test
    void an_edge_that_leads_nowhere_ends_the_call() {
        line.publish(graph(List.of(entry()), "entry default gone"));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.dangling-edge");
        assertThat(line.brain.reasons(CallRefused.class).getFirst().inputs()).containsEntry("at", "gone");
    }

    @Test
    void a_flow_without_an_entry_ends_the_call() {
        line.publish(graph(List.of(BYE)));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.no-entry");
        assertThat(line.brain.commands(Command.RefuseCall.class))
                .extracting(Command.RefuseCall::status, Command.RefuseCall::reason)
                .containsExactly(tuple(480, "Q.850;cause=41"));
    }

    @Test
    void a_flow_that_does_not_exist_refuses_the_call() {
        line.call();

        assertThat(line.ended()).isEqualTo("flow.missing");
        assertThat(line.brain.events(FlowEvent.class)).isEmpty();
    }

    @Test
    void a_hundred_nodes_without_a_key_are_a_loop() {
        line.publish(graph(
                List.of(entry(), node("if", new Condition("x", Operator.EXISTS, null, null))),
                "entry default if",
                "if false if"));

        line.call();

        assertThat(line.ended()).isEqualTo("flow.loop");
        assertThat(line.brain.events(NodeEntered.class)).hasSize(101);
    }

    @Test
    void a_caller_who_hangs_up_leaves_the_flow() {
        line.publish(graph(List.of(entry(), node("one", new Play("media_1"))), "entry default one"));
        line.call();

        line.brain.when(line.facts.hungUp("c1", "a"));

        assertThat(line.brain.events()).contains(new FlowLeft("c1", "flow_1", "caller.hung-up", "one"));
    }

    @Test
    void one_flow_can_lead_into_another() {
        line.publish(graph(
                List.of(entry(), node("next", new Dial(DestKind.FLOW, "flow_2", null))), "entry default next"));
        line.brain.given(Rows.flow("flow_2", 4, graph(List.of(entry(), BYE), "entry default bye")));

        line.call();

        assertThat(line.brain.events())
                .contains(new FlowLeft("c1", "flow_1", "flow.dialled", "next"), new FlowEntered("c1", "flow_2", 4));
    }

    @Test
    void flows_in_a_circle_are_refused() {
        line.publish(graph(
                List.of(entry(), node("next", new Dial(DestKind.FLOW, "flow_1", null))), "entry default next"));

        line.call();

        assertThat(line.ended()).isEqualTo("routing.too-many-hops");
        assertThat(line.brain.events(CallRouted.class)).hasSize(8);
    }

    private static FlowGraph hours(String... edges) {
        String[] all = new String[edges.length + 1];
        all[0] = "entry default hours";
        System.arraycopy(edges, 0, all, 1, edges.length);
        return graph(List.of(entry(), node("hours", new TimeCondition("sch")), BYE), all);
    }
}
