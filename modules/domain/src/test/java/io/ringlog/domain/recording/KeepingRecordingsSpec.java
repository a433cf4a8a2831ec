package io.ringlog.domain.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegRecorded;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command.EraseRecording;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingErased;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.RecordingEvent.RecordingKept;
import io.ringlog.domain.journal.RecordingEvent.RecordingLost;
import io.ringlog.domain.journal.RecordingEvent.RecordingRemoved;
import io.ringlog.domain.journal.RecordingEvent.SoundErased;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was recorded is kept as long as the account says, and goes for good. */
class KeepingRecordingsSpec extends RecordedTalk {

    private RecordingFinished finished(String recordingId, long durationMs) {
        return facts.recorded(C, recordingId, durationMs, RecordingEnd.HANGUP);
    }

    @Test
    void a_finished_recording_is_kept_as_long_as_the_account_says_and_counted_in_the_cdr() {
        account("recordingKeepDays", 30);
        talk();
        String id = recorded().recordingId();

        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class).getFirst().cdr().recordings()).isEqualTo(1);
        brain.when(finished(id, 4_000));

        assertThat(brain.events(RecordingKept.class)).hasSize(1);
        assertThat(brain.events(LegRecorded.class)).isEmpty();
        assertThat(brain.when(finished(id, 4_000)).events()).isEmpty();
        brain.whenPassed(Duration.ofDays(29));
        assertThat(brain.events(RecordingEvent.class)).isEmpty();
        brain.whenPassed(Duration.ofDays(2));
        assertThat(brain.commands(EraseRecording.class))
                .extracting(EraseRecording::objectKey)
                .isNotEmpty()
                .containsOnly(finished(id, 4_000).objectKey());
        assertThat(brain.events(RecordingRemoved.class)).hasSize(1);
        assertThat(brain.state().recordings().all()).isEmpty();
    }

    @Test
    void an_account_that_keeps_them_shorter_does_so_from_now_on_and_for_ever_when_it_does_not_say() {
        account("recordingKeepDays", null);
        talk();
        String id = recorded().recordingId();
        brain.given(facts.hungUp(C, "a"), finished(id, 4_000));
        brain.whenPassed(Duration.ofDays(100));
        assertThat(brain.events(RecordingRemoved.class)).isEmpty();

        brain.whenSaved(Draft.like(Rows.account()).with("recordingKeepDays", 30).row());
        brain.whenPassed(Duration.ZERO);

        assertThat(brain.events(RecordingRemoved.class)).hasSize(1);
    }

    @Test
    void a_recording_of_which_nothing_came_is_gone() {
        account("recordingKeepDays", 30);
        talk();
        String id = recorded().recordingId();

        brain.when(finished(id, 0));

        assertThat(brain.events(RecordingLost.class)).hasSize(1);
        assertThat(brain.state().recordings().all()).isEmpty();
    }

    @Test
    void a_recording_whose_edge_never_comes_back_is_given_up() {
        account("recordingKeepDays", 30);
        talk();
        brain.given(facts.hungUp(C, "a"));

        brain.whenPassed(Duration.ofDays(1));

        assertThat(brain.events(RecordingLost.class)).hasSize(1);
        assertThat(brain.commands(EraseRecording.class)).isEmpty();
    }

    @Test
    void a_finished_recording_is_erased_by_whoever_asks_and_one_under_way_is_not() {
        account("recordingKeepDays", 30);
        talk();
        String id = recorded().recordingId();
        brain.when(asks(Verb.ERASE, id));
        assertThat(reply().accepted()).isFalse();
        brain.given(facts.hungUp(C, "a"), finished(id, 4_000));

        brain.when(asks(Verb.ERASE, id));

        assertThat(reply().accepted()).isTrue();
        assertThat(brain.events(RecordingEvent.class)).singleElement().isInstanceOf(RecordingRemoved.class);
        assertThat(brain.commands(EraseRecording.class)).hasSize(1);
    }

    @Test
    void its_sound_is_asked_for_until_an_edge_says_that_it_is_erased() {
        account("recordingKeepDays", 30);
        talk();
        String id = recorded().recordingId();
        brain.given(facts.hungUp(C, "a"), finished(id, 4_000));
        brain.when(asks(Verb.ERASE, id));
        EraseRecording first = brain.commands(EraseRecording.class).getFirst();

        brain.whenPassed(Duration.ofMinutes(1));
        assertThat(brain.commands()).containsExactly(first);
        brain.when(new RecordingErased(facts.stamp(), first.objectKey(), true));

        assertThat(brain.events()).containsExactly(new SoundErased(id, first.objectKey(), "edge1", true));
        assertThat(brain.timers().keySet()).allMatch(it -> it.startsWith("contact/"));
    }
}
