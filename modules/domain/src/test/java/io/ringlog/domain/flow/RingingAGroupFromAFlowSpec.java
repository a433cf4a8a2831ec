package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.config.node.RingGroup;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent.FlowLeft;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RingingAGroupFromAFlowSpec {

    private final FlowLine line = new FlowLine();

    @BeforeEach
    void anna_and_ben_are_the_group() {
        for (String name : List.of("anna", "ben", "cleo")) {
            line.brain.given(UserRow.user(name).row(), Rows.device(name));
            line.brain.given(line.phones.registers(name));
        }
        line.brain.given(GroupRow.group("rg_1").of("anna", "ben").row());
        line.publish(graph(
                List.of(
                        entry(),
                        node("hello", new Play("media_1")),
                        node("group", new RingGroup("rg_1")),
                        node("over", new Hangup("group.failed"))),
                "entry default hello",
                "hello default group",
                "group default over"));
        line.call();
    }

    @Test
    void a_caller_who_was_answered_hears_music_until_somebody_answers_and_the_others_are_told() {
        line.brain.when(line.facts.played("c1", line.waitingFor()));
        assertThat(line.brain.commands(Command.Play.class))
                .extracting(Command.Play::mediaIds, Command.Play::loop)
                .containsExactly(tuple(List.of("moh"), true));

        line.brain.when(line.facts.answered("c1", "b2"));

        assertThat(line.brain.commands(Command.CancelLegs.class))
                .containsExactly(new Command.CancelLegs("c1", List.of("b1"), "call.answered-elsewhere"));
        assertThat(line.brain.events(LegLost.class)).allMatch(LegLost::answeredElsewhere);
        assertThat(line.brain.events())
                .contains(
                        new NodeLeft("c1", "flow_1", "group", "answered"),
                        new FlowLeft("c1", "flow_1", "flow.answered", "group"));
    }

    @Test
    void nobody_answering_is_an_outcome() {
        line.brain.given(line.facts.played("c1", line.waitingFor()));

        line.brain.whenPassed(Duration.ofSeconds(20));

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "group", "no_answer"));
        assertThat(line.ended()).isEqualTo("group.failed");
    }

    @Test
    void all_being_busy_is_an_outcome() {
        line.brain.given(line.facts.played("c1", line.waitingFor()));

        line.brain.when(line.facts.failed("c1", "b1", 486), line.facts.failed("c1", "b2", 486));

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "group", "busy"));
    }

    @Test
    void a_group_that_is_closed_is_unreachable() {
        line.brain.given(Rows.schedule("sch_1", "UTC", Rows.weekly(3, "09:00", "17:00")));
        line.brain.given(GroupRow.group("rg_1").of("anna").schedule("sch_1").row());

        line.brain.when(line.facts.played("c1", line.waitingFor()));

        assertThat(line.brain.events()).contains(new NodeLeft("c1", "flow_1", "group", "unreachable"));
    }

    @Test
    void a_group_with_a_target_of_its_own_takes_the_call_out_of_the_flow() {
        line.brain.given(GroupRow.group("rg_1")
                .of("anna")
                .noAnswer(DestKind.USER, "us_cleo")
                .row());
        line.brain.given(line.facts.played("c1", line.waitingFor()));

        line.brain.whenPassed(Duration.ofSeconds(20));

        assertThat(line.brain.events()).contains(new FlowLeft("c1", "flow_1", "routing.no-answer", "group"));
        assertThat(line.brain.events(NodeLeft.class)).isEmpty();
        assertThat(line.brain.commands(Command.InviteParty.class)).hasSize(1);
    }
}
