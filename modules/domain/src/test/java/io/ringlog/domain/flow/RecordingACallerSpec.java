package io.ringlog.domain.flow;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Record;
import io.ringlog.domain.journal.CallEvent.LegRecorded;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.FlowEvent.NodeEntered;
import io.ringlog.domain.journal.FlowEvent.NodeLeft;
import io.ringlog.domain.journal.FlowEvent.VariableSet;
import io.ringlog.domain.journal.RecordingEvent.RecordingRefused;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingACallerSpec {

    private final FlowLine line = new FlowLine();

    private void call(@Nullable String prompt) {
        line.publish(graph(
                List.of(
                        entry(),
                        node("rec", new Record("claim", prompt, 60, 5, "#", true)),
                        node("kept", new Hangup("claim.kept")),
                        node("nothing", new Hangup("claim.empty"))),
                "entry default rec",
                "rec key kept",
                "rec silence kept",
                "rec empty nothing",
                "rec default nothing"));
        line.call();
    }

    @Test
    void a_caller_is_recorded_after_the_prompt() {
        call("media_speak");

        line.brain.when(line.facts.played("c1", line.playing()));

        assertThat(line.brain.commands())
                .containsExactly(new Command.RecordLeg("c1", "a", line.waitingFor(), 60, 5, "#", true));
    }

    @Test
    void the_variable_gets_the_key_of_what_was_said() {
        call(null);
        String id = line.waitingFor();

        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.KEY));

        String key = "acc_1/c1." + id + ".wav";
        assertThat(line.brain.events())
                .contains(
                        new LegRecorded("c1", "a", id, 4_000, 64_044, RecordingEnd.KEY, key, 0),
                        new VariableSet("c1", "claim", key));
        assertThat(line.ended()).isEqualTo("claim.kept");
    }

    @Test
    void who_says_nothing_leaves_no_key() {
        call(null);

        line.brain.when(line.facts.recorded("c1", line.waitingFor(), 0, RecordingEnd.SILENCE));

        assertThat(line.brain.events()).contains(new VariableSet("c1", "claim", ""));
        assertThat(line.ended()).isEqualTo("claim.empty");
    }

    @Test
    void who_hangs_up_while_they_speak_goes_nowhere_and_what_they_said_is_told() {
        call(null);
        String id = line.waitingFor();

        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.HANGUP));

        assertThat(line.brain.events())
                .contains(
                        new VariableSet("c1", "claim", "acc_1/c1." + id + ".wav"),
                        new NodeLeft("c1", "flow_1", "rec", "hangup"))
                .noneMatch(NodeEntered.class::isInstance);
        line.brain.when(line.facts.hungUp("c1", "a"));
        assertThat(line.ended()).isEqualTo("caller.hung-up");
    }

    @Test
    void an_account_whose_recordings_are_full_records_no_caller_and_says_why() {
        line.brain.given(Draft.like(Rows.account()).with("recordingQuotaMb", 0).row());

        call(null);

        assertThat(line.brain.events(RecordingRefused.class))
                .extracting(RecordingRefused::code)
                .containsExactly("recording.full");
        assertThat(line.brain.events()).contains(new VariableSet("c1", "claim", ""));
        assertThat(line.brain.commands(Command.RecordLeg.class)).isEmpty();
        assertThat(line.ended()).isEqualTo("claim.empty");
    }

    @Test
    void a_recording_that_failed_takes_the_default_edge() {
        call(null);

        line.brain.when(line.facts.recorded("c1", line.waitingFor(), 0, RecordingEnd.FAILED));

        assertThat(line.ended()).isEqualTo("claim.empty");
    }

    @Test
    void the_end_of_another_recording_is_not_the_nodes() {
        call(null);

        line.brain.when(line.facts.recorded("c1", "rec-another", 4_000, RecordingEnd.KEY));

        assertThat(line.brain.events()).noneMatch(FlowEvent.class::isInstance);
    }

    @Test
    void a_record_node_without_sense_is_not_published() {
        assertThat(new Record("", null, 0, 61, "x", true).faults())
                .containsExactly(
                        "variable is missing",
                        "maxSec is not 1 to 3600",
                        "silenceSec is not 0 to 60",
                        "terminators is not 0 to 12 keys");
    }
}
