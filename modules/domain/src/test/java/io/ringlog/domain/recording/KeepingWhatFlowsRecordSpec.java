package io.ringlog.domain.recording;

import static io.ringlog.domain.testing.Rows.entry;
import static io.ringlog.domain.testing.Rows.graph;
import static io.ringlog.domain.testing.Rows.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.node.Hangup;
import io.ringlog.domain.config.node.Record;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command.EraseRecording;
import io.ringlog.domain.journal.Command.RecordLeg;
import io.ringlog.domain.journal.Command.TurnRecording;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.RecordingEvent.FlowRecordingStarted;
import io.ringlog.domain.journal.RecordingEvent.RecordingKept;
import io.ringlog.domain.journal.RecordingEvent.RecordingLost;
import io.ringlog.domain.journal.RecordingEvent.RecordingRefused;
import io.ringlog.domain.journal.RecordingEvent.RecordingRemoved;
import io.ringlog.domain.journal.RecordingEvent.SoundOrphaned;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.FlowLine;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller says into a flow is kept, counted and erased as recordings of talks are, however it ends. */
class KeepingWhatFlowsRecordSpec {

    private final FlowLine line = new FlowLine();
    private String id = "";

    @BeforeEach
    void a_caller_speaks_into_a_flow() {
        line.brain.given(
                Draft.like(Rows.account()).with("recordingKeepDays", 30).row());
        line.publish(graph(
                List.of(
                        entry(),
                        node("rec", new Record("claim", null, 60, 5, "#", true)),
                        node("kept", new Hangup("claim.kept"))),
                "entry default rec",
                "rec default kept"));
        line.call();
        id = line.waitingFor();
    }

    private String key() {
        return "acc_1/c1." + id + ".wav";
    }

    @Test
    void its_beginning_names_the_node_and_the_variable() {
        assertThat(line.brain.events(FlowRecordingStarted.class))
                .containsExactly(new FlowRecordingStarted(
                        id, "c1", "a", "flow_1", "rec", "claim", Direction.INBOUND, "49", "100"));
    }

    @Test
    void it_is_kept_as_long_as_the_account_says_and_counted_in_the_cdr() {
        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.KEY));
        assertThat(line.brain.events(RecordingKept.class)).hasSize(1);
        assertThat(line.brain.events(CallEnded.class).getFirst().cdr().recordings())
                .isEqualTo(1);
        assertThat(line.brain.state().recordings().bytes()).isEqualTo(64_044);

        line.brain.whenPassed(Duration.ofDays(29));
        assertThat(line.brain.events(RecordingEvent.class)).isEmpty();
        line.brain.whenPassed(Duration.ofDays(2));

        assertThat(line.brain.events(RecordingRemoved.class)).containsExactly(new RecordingRemoved(id, "c1", key()));
        assertThat(line.brain.commands(EraseRecording.class)).contains(new EraseRecording(key()));
        assertThat(line.brain.state().recordings().all()).isEmpty();
    }

    @Test
    void what_was_said_before_a_hang_up_is_kept_whichever_is_told_first() {
        line.brain.when(line.facts.hungUp("c1", "a"));
        assertThat(line.brain.events(RecordingEvent.class)).isEmpty();

        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.HANGUP));

        assertThat(line.brain.events())
                .containsExactly(new RecordingKept(id, "c1", 4_000, 64_044, RecordingEnd.HANGUP, key(), 0));
        assertThat(line.brain.reasons(RecordingKept.class).getFirst().inputs()).containsEntry("end", "hangup");
    }

    @Test
    void a_recording_of_which_its_edge_never_tells_is_given_up_and_told_late_it_is_erased() {
        line.brain.when(line.facts.hungUp("c1", "a"));
        line.brain.whenPassed(Duration.ofDays(1));
        assertThat(line.brain.events(RecordingLost.class)).hasSize(1);

        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.FAILED));

        assertThat(line.brain.events()).containsExactly(new SoundOrphaned(id, "c1", key(), "edge1"));
        assertThat(line.brain.commands()).containsExactly(new EraseRecording(key()));
        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.FAILED));
        assertThat(line.brain.events()).isEmpty();
        assertThat(line.brain.commands()).isEmpty();
    }

    @Test
    void what_is_kept_and_told_twice_is_no_orphan() {
        line.brain.given(line.facts.recorded("c1", id, 4_000, RecordingEnd.KEY));

        line.brain.when(line.facts.recorded("c1", id, 4_000, RecordingEnd.KEY));

        assertThat(line.brain.events()).isEmpty();
        assertThat(line.brain.commands()).isEmpty();
    }

    @Test
    void whoever_asks_has_it_erased() {
        line.brain.given(line.facts.recorded("c1", id, 4_000, RecordingEnd.KEY));

        line.brain.when(new RecordingActed("r1", "api", Verb.ERASE, id, "key:1"));

        assertThat(((Effect.Reply) line.brain.effects().getFirst()).accepted()).isTrue();
        assertThat(line.brain.events(RecordingRemoved.class)).hasSize(1);
    }

    @Test
    void by_hand_it_is_neither_paused_nor_ended() {
        line.brain.when(new RecordingActed("r1", "api", Verb.STOP, "c1", "key:1"));

        assertThat(((Effect.Reply) line.brain.effects().getFirst()).accepted()).isFalse();
        assertThat(line.brain.commands(TurnRecording.class)).isEmpty();
    }

    @Test
    void an_edge_that_cannot_record_ends_the_call_and_the_recording() {
        line.brain.when(line.facts.inviteFromTrunk("c2", Rows.TRUNK, "49", "100"));
        String command = line.brain.outgoing().stream()
                .filter(it -> it instanceof CommandRecord told && told.command() instanceof RecordLeg)
                .map(Outgoing::id)
                .findFirst()
                .orElseThrow();

        line.brain.when(new CommandFailed(line.facts.stamp(), "c2", command, "a", "media.no-leg"));

        assertThat(line.brain.events(RecordingRefused.class))
                .extracting(RecordingRefused::text)
                .containsExactly("the edge cannot record leg a");
        assertThat(line.brain.events(CallEnded.class)).hasSize(1);
        assertThat(line.brain.state().recordings().of("c2")).isEmpty();
    }
}
