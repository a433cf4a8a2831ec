package io.ringlog.domain.brain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Play;
import io.ringlog.domain.journal.ConfigInput.RowRemoved;
import io.ringlog.domain.journal.ConfigInput.RowSaved;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangingRowsSpec {

    private final FlowLine line = new FlowLine();

    @Test
    void an_older_or_repeated_change_of_a_row_changes_nothing() {
        line.brain.given(new RowSaved(QueueRow.queue("q_1").wrapUpSec(3).row(), 100, "boss"));

        line.brain.when(
                new RowSaved(QueueRow.queue("q_1").wrapUpSec(4).row(), 99, "boss"),
                new RowSaved(QueueRow.queue("q_1").wrapUpSec(5).row(), 100, "boss"),
                new RowRemoved("q_1", 98, "boss"));

        assertThat(line.brain.events()).isEmpty();
        assertThat(line.brain.state().config().queue("q_1").orElseThrow().wrapUpSec())
                .isEqualTo(3);
    }

    @Test
    void the_version_never_goes_back() {
        line.brain.given(new RowSaved(QueueRow.queue("q_1").row(), 100, "boss"));

        line.brain.when(new RowSaved(QueueRow.queue("q_2").row(), 90, "boss"), new RowRemoved("q_1", 101, "boss"));

        assertThat(line.brain.events(ConfigApplied.class))
                .extracting(ConfigApplied::version)
                .containsExactly(90L, 101L);
        assertThat(line.brain.state().config().version()).isEqualTo(101);
    }

    @Test
    void a_flow_version_goes_when_no_call_stands_on_it_any_more() {
        var hello = Rows.graph(List.of(Rows.entry(), Rows.node("one", new Play("media_1"))), "entry default one");
        line.publish(1, hello);
        line.call();
        line.brain.given(new RowSaved(Rows.flow("flow_2", 1, hello), 50, "boss"));
        line.brain.given(new RowSaved(Rows.flow("flow_2", 2, hello), 51, "boss"));
        line.brain.given(new RowSaved(Rows.flow("flow_1", 2, hello), 52, "boss"));
        assertThat(line.brain.state().config().flow("flow_1", 1)).isPresent();
        assertThat(line.brain.state().config().flow("flow_2", 1)).isEmpty();

        line.brain.given(line.facts.hungUp("c1", "a"));
        line.brain.given(new RowSaved(Rows.flow("flow_1", 3, hello), 53, "boss"));

        assertThat(line.brain.state().config().flow("flow_1", 1)).isEmpty();
    }

    @Test
    void a_removed_flow_stays_for_the_calls_that_stand_on_it_and_for_nobody_else() {
        var hello = Rows.graph(
                List.of(Rows.entry(), Rows.node("one", new Play("media_1")), Rows.node("bye", new Hangup("flow.done"))),
                "entry default one",
                "one default bye");
        line.publish(1, hello);
        line.call();
        String playing = line.playing();

        line.brain.whenRemoved("flow_1");
        assertThat(line.brain.state().config().flow("flow_1")).isEmpty();
        line.brain.when(line.facts.inviteFromTrunk("c2", Rows.TRUNK, "49", "100"));
        assertThat(line.ended()).isEqualTo("flow.missing");

        line.brain.when(line.facts.played("c1", playing));
        assertThat(line.ended()).isEqualTo("flow.done");
        assertThat(line.brain.state().config().versionsOf("flow_1")).isEmpty();
    }

    @Test
    void a_withdrawn_flow_stays_withdrawn_when_the_state_is_restored() {
        var withdrawn =
                new Granule.Configured(Rows.flow("flow_1", 1, Rows.graph(List.of(Rows.entry()))), 7).withdraw(8);

        line.brain.given(withdrawn);

        assertThat(line.brain.state().config().flow("flow_1")).isEmpty();
        assertThat(line.brain.state().config().flow("flow_1", 1)).isPresent();
    }
}
