package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Collect;
import io.ringlog.domain.config.node.Condition;
import io.ringlog.domain.config.node.Condition.Operator;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Menu;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.FlowEvent.VariableSet;
import io.ringlog.domain.testing.FlowLine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PressingKeysSpec {

    private final FlowLine line = new FlowLine();

    @Test
    void a_menu_asks_with_its_prompt_and_limits() {
        line.publish(menuGraph(menu("media_ask", null, null, 2, 2)));

        line.call();

        assertThat(line.brain.commands())
                .containsExactly(
                        new Command.AnswerLeg("c1", "a"),
                        new Command.Gather(
                                "c1",
                                "a",
                                line.waitingFor(),
                                List.of("media_ask"),
                                1,
                                1,
                                "",
                                5000,
                                3000,
                                true,
                                null,
                                "en-US/male"));
    }

    @Test
    void a_menu_without_a_prompt_plays_nothing() {
        line.publish(menuGraph(new Menu(null, null, null, 1, 3, "#", 5, 2, 2, 2, false)));

        line.call();

        assertThat(line.gathering())
                .isEqualTo(new Command.Gather(
                        "c1", "a", line.waitingFor(), List.of(), 1, 3, "#", 5000, 2000, false, null, null));
    }

    @Test
    void a_key_takes_its_edge_and_is_remembered() {
        line.publish(menuGraph(menu("media_ask", null, null, 2, 2)));
        line.call();

        press("1", GatherEnd.COMPLETE);

        assertThat(line.brain.events())
                .contains(new VariableSet("c1", "digits", "1"), new NodeLeft("c1", "flow_1", "menu", "digit:1"));
        assertThat(line.ended()).isEqualTo("pressed.one");
    }

    @Test
    void an_unmapped_key_is_told_and_asked_again_with_the_reprompt() {
        line.publish(menuGraph(menu("media_ask", "media_again", "media_wrong", 2, 2)));
        line.call();

        press("7", GatherEnd.COMPLETE);
        assertThat(line.brain.commands())
                .containsExactly(
                        new Command.Play("c1", "a", line.waitingFor(), List.of("media_wrong"), false, "en-US/male"));

        line.brain.when(line.facts.played("c1", line.waitingFor()));
        assertThat(line.gathering().mediaIds()).containsExactly("media_again");
    }

    @Test
    void without_words_for_it_an_unmapped_key_just_asks_again() {
        line.publish(menuGraph(menu("media_ask", null, null, 2, 2)));
        line.call();

        press("7", GatherEnd.COMPLETE);

        assertThat(line.gathering().mediaIds()).containsExactly("media_ask");
    }

    @Test
    void too_many_unmapped_keys_are_invalid() {
        line.publish(menuGraph(menu("media_ask", null, null, 2, 2)));
        line.call();
        press("7", GatherEnd.COMPLETE);

        press("8", GatherEnd.TERMINATOR);

        assertThat(line.ended()).isEqualTo("pressed.wrong");
    }

    @Test
    void a_key_string_shorter_than_the_least_is_invalid() {
        line.publish(menuGraph(new Menu(null, null, null, 2, 2, null, 5, null, 1, 1, true)));
        line.call();

        press("1", GatherEnd.TIMEOUT);

        assertThat(line.ended()).isEqualTo("pressed.wrong");
    }

    @Test
    void silence_asks_again_and_then_times_out() {
        line.publish(menuGraph(menu("media_ask", "media_again", "media_wrong", 2, 2)));
        line.call();

        press("", GatherEnd.TIMEOUT);
        assertThat(line.gathering().mediaIds()).containsExactly("media_again");

        press("", GatherEnd.FAILED);
        assertThat(line.ended()).isEqualTo("pressed.nothing");
    }

    @Test
    void silence_and_wrong_keys_are_counted_apart() {
        line.publish(menuGraph(menu("media_ask", null, null, 2, 2)));
        line.call();
        press("", GatherEnd.TIMEOUT);

        press("7", GatherEnd.COMPLETE);

        assertThat(line.gathering().mediaIds()).containsExactly("media_ask");
    }

    @Test
    void keys_of_an_earlier_gather_change_nothing() {
        line.publish(menuGraph(menu("media_ask", null, null, 2, 2)));
        line.call();

        line.brain.when(line.facts.gathered("c1", "ga-other", "1", GatherEnd.COMPLETE));

        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void a_menu_that_nobody_answers_is_a_loop_in_the_end() {
        line.publish(graph(
                List.of(entry(), node("menu", menu(null, null, null, 1, 1))),
                "entry default menu",
                "menu timeout menu"));
        line.call();

        for (int i = 0; i < 98; i++) {
            press("", GatherEnd.TIMEOUT);
        }
        assertThat(line.brain.state().calls()).hasSize(1);
        press("", GatherEnd.TIMEOUT);

        assertThat(line.ended()).isEqualTo("flow.loop");
    }

    @Test
    void a_key_starts_the_count_of_nodes_anew() {
        line.publish(graph(
                List.of(entry(), node("menu", menu(null, null, null, 1, 1))),
                "entry default menu",
                "menu digit:1 menu"));
        line.call();

        for (int i = 0; i < 200; i++) {
            press("1", GatherEnd.COMPLETE);
        }

        assertThat(line.brain.state().calls()).hasSize(1);
    }

    @Test
    void collected_digits_are_set_and_can_be_compared() {
        line.publish(collectGraph(collect("^[0-9]{4}$", null, 3)));
        line.call();
        assertThat(line.gathering())
                .isEqualTo(new Command.Gather(
                        "c1",
                        "a",
                        line.waitingFor(),
                        List.of("media_pin"),
                        1,
                        4,
                        "#",
                        5000,
                        3000,
                        true,
                        null,
                        "en-US/male"));

        press("1234", GatherEnd.COMPLETE);

        assertThat(line.brain.events())
                .contains(new VariableSet("c1", "pin", "1234"), new VariableSet("c1", "digits", "1234"));
        assertThat(line.ended()).isEqualTo("pin.right");
    }

    @Test
    void digits_that_do_not_match_are_asked_for_again() {
        line.publish(collectGraph(collect("^[0-9]{4}$", "media_wrong", 2)));
        line.call();

        press("12", GatherEnd.TERMINATOR);
        assertThat(line.playing()).isEqualTo(line.waitingFor());
        line.brain.when(line.facts.played("c1", line.waitingFor()));
        assertThat(line.gathering().mediaIds()).containsExactly("media_pin");

        press("13", GatherEnd.TERMINATOR);
        assertThat(line.ended()).isEqualTo("pin.bad");
        assertThat(line.brain.reasons(NodeLeft.class).getFirst().inputs())
                .containsEntry("fault", "does not match ^[0-9]{4}$");
    }

    @Test
    void silence_is_a_try_too() {
        line.publish(collectGraph(collect(null, null, 2)));
        line.call();

        press("", GatherEnd.TIMEOUT);
        assertThat(line.gathering().mediaIds()).containsExactly("media_pin");

        press("", GatherEnd.TIMEOUT);
        assertThat(line.ended()).isEqualTo("pin.none");
    }

    @Test
    void a_pattern_that_cannot_be_read_makes_everything_invalid() {
        line.publish(collectGraph(collect("(", null, 1)));
        line.call();

        press("1234", GatherEnd.COMPLETE);

        assertThat(line.ended()).isEqualTo("pin.bad");
        assertThat(line.brain.reasons(NodeLeft.class).getFirst().inputs())
                .containsEntry("fault", "the pattern ( cannot be read");
    }

    @Test
    void without_a_pattern_the_number_of_digits_decides() {
        line.publish(collectGraph(new Collect("pin", null, "media_re", null, 3, 4, null, 5, 1, null, 2)));
        line.call();
        assertThat(line.gathering().terminators()).isEmpty();

        press("12", GatherEnd.TIMEOUT);
        assertThat(line.gathering().mediaIds()).containsExactly("media_re");

        press("1234", GatherEnd.TIMEOUT);
        assertThat(line.ended()).isEqualTo("pin.right");
    }

    private void press(String digits, GatherEnd end) {
        line.brain.when(line.facts.gathered("c1", line.waitingFor(), digits, end));
    }

    private static Menu menu(
            @Nullable String prompt,
            @Nullable String reprompt,
            @Nullable String invalid,
            int maxFailures,
            int maxTimeouts) {
        return new Menu(prompt, reprompt, invalid, 1, 1, null, 5, null, maxFailures, maxTimeouts, true);
    }

    private static Collect collect(@Nullable String regex, @Nullable String invalid, int maxTries) {
        return new Collect("pin", "media_pin", null, invalid, 1, 4, "#", 5, null, regex, maxTries);
    }

    private static FlowGraph menuGraph(NodeData menu) {
        return graph(
                List.of(
                        entry(),
                        node("menu", menu),
                        node("one", new Hangup("pressed.one")),
                        node("wrong", new Hangup("pressed.wrong")),
                        node("nothing", new Hangup("pressed.nothing"))),
                "entry default menu",
                "menu digit:1 one",
                "menu invalid wrong",
                "menu timeout nothing");
    }

    private static FlowGraph collectGraph(Collect collect) {
        return graph(
                List.of(
                        entry(),
                        node("pin", collect),
                        node("if", new Condition("digits", Operator.EXISTS, null, null)),
                        node("right", new Hangup("pin.right")),
                        node("bad", new Hangup("pin.bad")),
                        node("none", new Hangup("pin.none"))),
                "entry default pin",
                "pin collected if",
                "if true right",
                "pin invalid bad",
                "pin timeout none");
    }
}
