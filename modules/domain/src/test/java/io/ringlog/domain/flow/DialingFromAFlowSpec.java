package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Enqueue;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent.FlowLeft;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DialingFromAFlowSpec {

    private final FlowLine line = new FlowLine();

    @BeforeEach
    void anna_has_a_phone() {
        line.brain.given(UserRow.agent("anna").row(), Rows.device("anna"));
        line.brain.given(line.phones.registers("anna"));
    }

    @Test
    void an_unanswered_caller_is_proxied_to_the_user() {
        line.publish(dial(new Dial(DestKind.USER, "us_anna", 12)));

        line.call();

        assertThat(line.brain.commands()).singleElement().isInstanceOf(Command.InviteParty.class);
        line.brain.whenPassed(Duration.ofSeconds(12));
        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "dial", "no_answer"));
    }

    @Test
    void the_users_own_ring_time_counts_when_the_node_has_none() {
        line.brain.given(UserRow.agent("anna").ringTimeoutSec(7).row());
        line.publish(dial(new Dial(DestKind.USER, "us_anna", null)));

        line.call();

        line.brain.whenPassed(Duration.ofSeconds(7));
        assertThat(line.ended()).isEqualTo("dial.failed");
    }

    @Test
    void an_answer_ends_the_flow_and_the_call_goes_on() {
        line.publish(dial(new Dial(DestKind.USER, "us_anna", null)));
        line.call();

        line.brain.when(line.facts.answered("c1", "b1"));

        assertThat(line.brain.events())
                .contains(
                        new NodeLeft("c1", "flow_1", "dial", "answered"),
                        new FlowLeft("c1", "flow_1", "flow.answered", "dial"));
        assertThat(line.brain.state().call("c1").orElseThrow().flow()).isNull();
    }

    @Test
    void a_busy_user_is_an_outcome() {
        line.publish(dial(new Dial(DestKind.USER, "us_anna", null)));
        line.call();

        line.brain.when(line.facts.failed("c1", "b1", 486));

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "dial", "busy"));
    }

    @Test
    void a_user_who_does_not_exist_is_unreachable() {
        line.publish(dial(new Dial(DestKind.USER, "us_nobody", null)));

        line.call();

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "dial", "unreachable"));
    }

    @Test
    void a_caller_who_was_answered_hears_music_until_the_ring_fails() {
        line.publish(graph(
                List.of(
                        entry(),
                        node("hello", new Play("media_1")),
                        node("dial", new Dial(DestKind.USER, "us_anna", null)),
                        node("sorry", new Play("media_2"))),
                "entry default hello",
                "hello default dial",
                "dial default sorry"));
        line.call();

        line.brain.when(line.facts.played("c1", line.playing()));
        assertThat(line.brain.commands(Command.Play.class))
                .extracting(Command.Play::mediaIds, Command.Play::loop)
                .containsExactly(tuple(List.of("moh"), true));
        assertThat(line.brain.commands(Command.InviteParty.class)).hasSize(1);

        line.brain.when(line.facts.failed("c1", "b1", 486));
        assertThat(line.brain.commands())
                .containsSubsequence(
                        new Command.StopMedia("c1", "a"),
                        new Command.Play("c1", "a", line.waitingFor(), List.of("media_2"), false, "en-US/male"));
    }

    @Test
    void a_ring_for_somebody_else_is_not_the_nodes() {
        line.publish(graph(
                List.of(entry(), node("next", new Dial(DestKind.EXTENSION, "ext_1", null))), "entry default next"));
        line.brain.given(Rows.extension("1", DestKind.USER, "us_anna"));

        line.call();
        line.brain.when(line.facts.failed("c1", "b1", 486));

        assertThat(line.brain.events(NodeLeft.class)).isEmpty();
    }

    @Test
    void a_queue_without_an_exit_of_its_own_comes_back_with_an_outcome() {
        agentOnBreak(QueueRow.queue("q_1").maxWaitSec(30));
        line.publish(enqueue(5));
        line.call();
        assertThat(line.brain.events()).contains(new CallerQueued("c1", "q_1", 5, 1, null));

        line.brain.whenPassed(Duration.ofSeconds(30));

        assertThat(line.brain.events())
                .contains(
                        new NodeLeft("c1", "flow_1", "queue", "timeout"),
                        new FlowLeft("c1", "flow_1", "queue.over", "over"));
        assertThat(line.brain.commands()).contains(new Command.StopMedia("c1", "a"));
    }

    @Test
    void a_queue_with_an_exit_of_its_own_takes_the_call_out_of_the_flow() {
        agentOnBreak(QueueRow.queue("q_1").maxWaitSec(30).exit(QueueExit.TIMEOUT, DestKind.USER, "us_anna"));
        line.publish(enqueue(null));
        line.call();

        line.brain.whenPassed(Duration.ofSeconds(30));

        assertThat(line.brain.events()).contains(new FlowLeft("c1", "flow_1", "queue.max-wait", "queue"));
        assertThat(line.brain.events(NodeLeft.class)).isEmpty();
        assertThat(line.brain.events(CallRouted.class)).hasSize(1);
    }

    @Test
    void being_turned_away_at_the_door_is_an_outcome_too() {
        line.brain.given(QueueRow.queue("q_1").row());
        line.publish(enqueue(null));

        line.call();

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "queue", "no_agents"));
    }

    @Test
    void an_agents_answer_ends_the_flow() {
        agentOnBreak(QueueRow.queue("q_1"));
        line.brain.given(act(Verb.AVAILABLE));
        line.publish(enqueue(null));
        line.call();

        line.brain.when(line.facts.answered("c1", "b1"), line.facts.joined("c1", "a", "b1"));

        assertThat(line.brain.events()).contains(new FlowLeft("c1", "flow_1", "queue.answered", "queue"));
    }

    @Test
    void a_caller_who_hangs_up_in_the_queue_leaves_both() {
        agentOnBreak(QueueRow.queue("q_1"));
        line.publish(enqueue(null));
        line.call();

        line.brain.when(line.facts.hungUp("c1", "a"));

        assertThat(line.brain.events()).contains(new FlowLeft("c1", "flow_1", "caller.hung-up", "queue"));
        assertThat(line.brain.events(NodeLeft.class)).isEmpty();
    }

    private void agentOnBreak(QueueRow queue) {
        line.brain.given(queue.row(), Rows.member("q_1", "us_anna", 1, 0, Mode.OPTIONAL));
        line.brain.given(act(Verb.LOGIN));
    }

    private static AgentActed act(Verb verb) {
        return new AgentActed("act", "api-1", "us_anna", verb, List.of(new QueueChoice("q_1", null)), null, "us_anna");
    }

    private static FlowGraph dial(Dial dial) {
        return graph(
                List.of(entry(), node("dial", dial), node("failed", new Hangup("dial.failed"))),
                "entry default dial",
                "dial default failed");
    }

    private static FlowGraph enqueue(Integer priority) {
        return graph(
                List.of(entry(), node("queue", new Enqueue("q_1", priority)), node("over", new Hangup("queue.over"))),
                "entry default queue",
                "queue default over");
    }
}
