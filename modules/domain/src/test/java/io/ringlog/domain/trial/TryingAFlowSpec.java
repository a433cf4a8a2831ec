package io.ringlog.domain.trial;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.node.Collect;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Enqueue;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Menu;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.config.node.Record;
import io.ringlog.domain.config.node.RingGroup;
import io.ringlog.domain.config.node.SetVariable;
import io.ringlog.domain.config.node.Split;
import io.ringlog.domain.config.node.Subflow;
import io.ringlog.domain.config.node.Voicemail;
import io.ringlog.domain.journal.FlowEvent.NodeEntered;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.SmallPlan;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.domain.trial.TrialInput.HangsUp;
import io.ringlog.domain.trial.TrialInput.Keys;
import io.ringlog.domain.trial.TrialInput.Ring;
import io.ringlog.domain.trial.TrialInput.RingEnd;
import io.ringlog.domain.trial.TrialInput.Speaks;
import io.ringlog.domain.trial.TrialStory.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TryingAFlowSpec {

    private static final FlowGraph.Node BYE = node("bye", new Hangup("flow.done"));
    private static final Instant NOON = Instant.parse("2026-11-30T11:00:00Z");

    private final List<ConfigRow> rows = new ArrayList<>(List.of(
            Rows.account(),
            UserRow.agent("anna").row(),
            UserRow.agent("ben").row(),
            Rows.device("anna"),
            Rows.device("ben"),
            QueueRow.queue("q_1").row(),
            Rows.member("q_1", "us_anna", 1, 0, Mode.OPTIONAL),
            QueueRow.queue("q_3").row(),
            Rows.member("q_3", "us_anna", 1, 0, Mode.MANDATORY)));

    private static final FlowGraph COLLECT = graph(
            List.of(entry(), node("ask", new Collect("number", null, null, null, 1, 4, "#", 5, null, null, 3)), BYE),
            "entry default ask",
            "ask default bye");

    private final FlowGraph menu = graph(
            List.of(
                    entry(),
                    node("menu", new Menu("media_1", null, null, 1, 1, null, 5, null, 2, 2, true)),
                    node("anna", new Dial(DestKind.USER, "us_anna", null)),
                    node("queue", new Enqueue("q_1", null)),
                    node("box", new Voicemail("vm_1")),
                    BYE),
            "entry default menu",
            "menu digit:1 anna",
            "menu digit:2 queue",
            "menu digit:3 box",
            "menu timeout bye",
            "anna default box",
            "queue default bye");

    @Test
    void keys_lead_to_whoever_answers() {
        TrialStory story = tried(menu, new Keys("1"), new Ring(RingEnd.ANSWERED));

        assertThat(path(story)).containsExactly("entry", "menu", "anna");
        assertThat(story.end())
                .extracting(TrialStory.End::how, TrialStory.End::detail, TrialStory.End::nodeId)
                .containsExactly(How.ANSWERED, "us_anna", "anna");
        assertThat(story.heard().getFirst())
                .extracting(TrialStory.Heard::nodeId, TrialStory.Heard::mediaIds)
                .containsExactly("menu", List.of("media_1"));
        assertThat(story.inputsUsed()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"BUSY", "DECLINED", "NO_ANSWER"})
    void phones_that_do_not_answer_take_the_edge_for_that(RingEnd end) {
        TrialStory story = tried(menu, new Keys("1"), new Ring(end));

        assertThat(story.end())
                .extracting(TrialStory.End::how, TrialStory.End::detail)
                .containsExactly(How.SENT, "voicemail vm_1");
    }

    @ParameterizedTest
    @CsvSource({"42#, 42, 0", "4242, 4242, 0", "42, 42, 3"})
    void digits_are_over_by_a_key_by_their_number_or_by_time(String keys, String digits, int seconds) {
        TrialStory story = tried(COLLECT, new Keys(keys));

        assertThat(story.variables()).containsEntry("number", digits);
        assertThat(story.end().at()).isEqualTo(NOON.plusSeconds(seconds));
    }

    @Test
    void no_key_comes_after_the_last() {
        assertThat(tried(COLLECT, new Keys("4#2")).end().text())
                .isEqualTo("input 1 is keys: the key # ends the input, and more keys follow");
        assertThat(tried(COLLECT, new Keys("42424")).end().how()).isEqualTo(How.INPUT_UNFIT);
    }

    @Test
    void the_first_of_several_phones_answers() {
        rows.add(Rows.device("dev_anna2", "us_anna", "anna2", 1, true));
        FlowGraph direct =
                graph(List.of(entry(), node("anna", new Dial(DestKind.USER, "us_anna", null))), "entry default anna");

        assertThat(tried(direct, new Ring(RingEnd.ANSWERED)).end().how()).isEqualTo(How.ANSWERED);
        assertThat(tried(menu, new Keys("1"), new Ring(RingEnd.ANSWERED)).end().how())
                .isEqualTo(How.ANSWERED);
        assertThat(tried(direct, new HangsUp(5)).end())
                .extracting(TrialStory.End::how, TrialStory.End::at)
                .containsExactly(How.HUNG_UP, NOON.plusSeconds(5));
    }

    @Test
    void a_call_without_a_number_is_sent_to_its_end() {
        FlowGraph away =
                graph(List.of(entry(), node("away", new Dial(DestKind.HANGUP, null, null))), "entry default away");
        TrialScript script = new TrialScript("", "100", NOON, Map.of(), List.of(), List.of(), List.of());

        assertThat(FlowTrial.of(ground(away), "flow_1", script).end())
                .extracting(TrialStory.End::how, TrialStory.End::detail)
                .containsExactly(How.SENT, "hangup");
    }

    @Test
    void phones_ring_in_vain_for_as_long_as_they_would() {
        TrialStory story = tried(menu, new Keys("1"), new Ring(RingEnd.NO_ANSWER));

        assertThat(story.end().at()).isEqualTo(NOON.plusSeconds(25));
    }

    @Test
    void silence_takes_its_time() {
        TrialStory story = tried(menu, new Keys(""), new Keys(""));

        assertThat(path(story)).containsExactly("entry", "menu", "bye");
        assertThat(story.end())
                .extracting(TrialStory.End::how, TrialStory.End::at, TrialStory.End::detail)
                .containsExactly(How.ENDED, NOON.plusSeconds(10), "flow.done");
    }

    @Test
    void what_the_script_does_not_say_is_not_invented() {
        assertThat(tried(menu).end())
                .extracting(TrialStory.End::how, TrialStory.End::detail, TrialStory.End::nodeId)
                .containsExactly(How.INPUT_MISSING, "keys", "menu");
        assertThat(tried(menu, new Ring(RingEnd.BUSY)).end())
                .extracting(TrialStory.End::how, TrialStory.End::text)
                .containsExactly(How.INPUT_UNFIT, "input 1 is ring, and the call waits for keys");
        assertThat(tried(menu, new Keys("12")).end().text()).isEqualTo("input 1 is keys: it takes 1 keys at most");
    }

    @Test
    void a_user_without_a_phone_is_not_rung() {
        TrialStory story = FlowTrial.of(
                ground(menu), "flow_1", script(Map.of(), List.of(), List.of("anna"), List.of(new Keys("1"))));

        assertThat(story.end().detail()).isEqualTo("voicemail vm_1");
    }

    @Test
    void a_queue_without_agents_lets_nobody_wait() {
        assertThat(path(tried(menu, new Keys("2")))).containsExactly("entry", "menu", "queue", "bye");
    }

    @Test
    void an_agent_who_is_free_is_rung() {
        List<TrialInput> inputs = List.of(new Keys("2"), new Ring(RingEnd.ANSWERED));
        TrialStory story = FlowTrial.of(ground(menu), "flow_1", script(Map.of(), List.of("anna"), List.of(), inputs));

        assertThat(story.end())
                .extracting(TrialStory.End::how, TrialStory.End::detail)
                .containsExactly(How.ANSWERED, "us_anna");
    }

    @Test
    void a_caller_hangs_up_while_phones_ring_while_waiting_and_while_asked() {
        assertThat(tried(menu, new Keys("1"), new HangsUp(3)).end())
                .extracting(TrialStory.End::how, TrialStory.End::at)
                .containsExactly(How.HUNG_UP, NOON.plusSeconds(3));
        assertThat(tried(menu, new HangsUp(7)).end())
                .extracting(TrialStory.End::how, TrialStory.End::at)
                .containsExactly(How.HUNG_UP, NOON.plusSeconds(7));
        List<TrialInput> rungInVain = List.of(new Keys("2"), new Ring(RingEnd.NO_ANSWER), new HangsUp(60));
        assertThat(FlowTrial.of(ground(menu), "flow_1", script(Map.of(), List.of("anna"), List.of(), rungInVain))
                        .end()
                        .how())
                .isEqualTo(How.HUNG_UP);
    }

    @Test
    void ceilings_that_others_use_up_are_none_of_a_trials() {
        rows.set(
                0,
                Draft.like(Rows.account())
                        .with("maxIn", 0)
                        .with("ceilingOf", "acc_above")
                        .row());

        assertThat(tried(menu, new Keys("3")).end().detail()).isEqualTo("voicemail vm_1");
    }

    @Test
    void a_group_rings_members_outside_too() {
        rows.set(0, Draft.like(Rows.account()).with("country", "DE").row());
        rows.add(new Forward("fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER));
        rows.add(Phones.trunk("tr_1").row());
        rows.add(Rows.route("route_1", "tr_1").row());
        rows.add(GroupRow.group("rg_1")
                .members(new CallGroup.Member(null, 0, 0, null, "fwd_1"))
                .row());
        FlowGraph graph = graph(
                List.of(entry(), node("group", new RingGroup("rg_1")), BYE),
                "entry default group",
                "group default bye");

        assertThat(tried(graph, new Ring(RingEnd.ANSWERED)).end().how()).isEqualTo(How.ANSWERED);
        assertThat(tried(graph, new Ring(RingEnd.BUSY)).end().detail()).isEqualTo("flow.done");
    }

    @Test
    void a_caller_is_recorded() {
        FlowGraph graph = graph(
                List.of(entry(), node("say", new Record("what", null, 10, 5, "#", true)), BYE),
                "entry default say",
                "say default bye");

        assertThat(tried(graph, new Speaks(4)).variables())
                .hasEntrySatisfying("what", it -> assertThat(it).startsWith("trial/"));
        assertThat(tried(graph, new Speaks(0)).variables()).containsEntry("what", "");
        assertThat(tried(graph, new Speaks(60)).end().at()).isEqualTo(NOON.plusSeconds(10));
        assertThat(tried(graph, new HangsUp(2)).end().how()).isEqualTo(How.HUNG_UP);
    }

    @Test
    void variables_come_in_and_are_kept() {
        FlowGraph graph = graph(
                List.of(entry(), node("set", new SetVariable("greeting", "Hallo {{name}}")), BYE),
                "entry default set",
                "set default bye");
        TrialStory story =
                FlowTrial.of(ground(graph), "flow_1", script(Map.of("name", "Eva"), List.of(), List.of(), List.of()));

        assertThat(story.variables()).containsEntry("name", "Eva").containsEntry("greeting", "Hallo Eva");
    }

    @Test
    void another_flow_is_walked_and_left() {
        rows.add(Rows.flow(
                "flow_2", 1, graph(List.of(entry(), node("play", new Play("media_2"))), "entry default play")));
        FlowGraph outer = graph(
                List.of(entry(), node("sub", new Subflow("flow_2")), node("box", new Voicemail("vm_1"))),
                "entry default sub",
                "sub default box");

        TrialStory story = tried(outer);

        assertThat(path(story)).containsExactly("entry", "sub", "entry", "play", "box");
        assertThat(story.end().detail()).isEqualTo("voicemail vm_1");
    }

    @Test
    void the_same_script_tells_the_same_story_in_any_account() {
        FlowGraph graph = graph(
                List.of(entry(), node("some", new Split("a: 50, b: 50")), node("x", new Play("media_1")), BYE),
                "entry default some",
                "some a x",
                "some b bye",
                "x default bye");
        TrialStory small = tried(graph);
        IntStream.range(0, 50).forEach(n -> rows.add(Rows.device("dev_" + n, "us_ben", "ben" + n, n, true)));

        assertThat(path(tried(graph))).isEqualTo(path(small));
    }

    @Test
    void a_call_without_end_is_followed_so_far_and_no_further() {
        FlowGraph asks = graph(
                List.of(entry(), node("menu", new Menu(null, null, null, 1, 1, null, 5, null, 100, 100, true))),
                "entry default menu",
                "menu digit:1 menu",
                "menu timeout menu");
        List<TrialInput> keys = IntStream.range(0, 30_000)
                .<TrialInput>mapToObj(n -> new Keys("1"))
                .toList();

        assertThat(FlowTrial.of(ground(asks), "flow_1", script(Map.of(), List.of(), List.of(), keys))
                        .end()
                        .how())
                .isEqualTo(How.TOO_LONG);
        assertThat(tried(asks, new HangsUp(200_000)).end().how()).isEqualTo(How.TOO_LONG);
    }

    @Test
    void a_caller_whom_nobody_serves_any_more_leaves_the_queue() {
        rows.add(QueueRow.queue("q_2").maxWaitSec(null).maxNoAnswer(1).row());
        rows.add(Rows.member("q_2", "us_anna", 1, 0, Mode.OPTIONAL));
        FlowGraph graph = graph(List.of(entry(), node("queue", new Enqueue("q_2", null))), "entry default queue");
        List<TrialInput> inputs = List.of(new Ring(RingEnd.NO_ANSWER));

        assertThat(FlowTrial.of(ground(graph), "flow_1", script(Map.of(), List.of("anna"), List.of(), inputs))
                        .end())
                .extracting(TrialStory.End::how, TrialStory.End::nodeId, TrialStory.End::detail)
                .containsExactly(How.ENDED, "queue", "flow.no-edge");
    }

    @Test
    void a_call_that_never_comes_to_the_flow_says_why() {
        assertThat(FlowTrial.of(ground(menu), "flow_9", script(Map.of(), List.of(), List.of(), List.of()))
                        .end())
                .extracting(TrialStory.End::how, TrialStory.End::nodeId, TrialStory.End::detail)
                .containsExactly(How.ENDED, null, "flow.missing");
    }

    @Test
    void names_that_are_nobodys_are_told() {
        rows.add(UserRow.user("eva").row());
        TrialScript script = script(Map.of(), List.of("anna", "carl", "eva"), List.of("ben", "dora"), List.of());

        assertThat(FlowTrial.faults(ground(menu), script))
                .extracting(FlowTrial.Fault::field, FlowTrial.Fault::text)
                .containsExactly(
                        tuple("agents", "there is no agent carl in this account"),
                        tuple("agents", "there is no agent eva in this account"),
                        tuple("offline", "there is no user dora in this account"));
    }

    private TrialStory tried(FlowGraph graph, TrialInput... inputs) {
        return FlowTrial.of(ground(graph), "flow_1", script(Map.of(), List.of(), List.of(), List.of(inputs)));
    }

    private TrialGround ground(FlowGraph graph) {
        List<ConfigRow> all = Stream.concat(
                        rows.stream(),
                        Stream.of(Rows.did("100", DestKind.USER, "us_ben"), Rows.flow("flow_1", 1, graph)))
                .toList();
        return TrialGround.of(Rows.ACCOUNT, all, "test", new SmallPlan());
    }

    private static TrialScript script(
            Map<String, String> variables, List<String> agents, List<String> offline, List<TrialInput> inputs) {
        return new TrialScript("4930123", "100", NOON, variables, agents, offline, inputs);
    }

    private static List<String> path(TrialStory story) {
        return story.events().stream()
                .filter(it -> it.event() instanceof NodeEntered)
                .map(it -> ((NodeEntered) it.event()).nodeId())
                .toList();
    }
}
