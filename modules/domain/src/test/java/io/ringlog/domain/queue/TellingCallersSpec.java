package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.QueueEvent.MessageAnnounced;
import io.ringlog.domain.journal.QueueEvent.PositionAnnounced;
import io.ringlog.domain.journal.SoundStream;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers are told between the music. */
class TellingCallersSpec {

    private CallCentre centre = CallCentre.open();

    @Test
    void a_caller_is_told_their_position_after_the_first_time_and_hears_music_again() {
        open(telling());
        centre.calls("c1");
        centre.calls("c2");

        passes(14_999);
        assertThat(centre.brain.events()).isEmpty();
        passes(1);

        assertThat(centre.brain.events(PositionAnnounced.class))
                .containsExactly(
                        new PositionAnnounced("c1", QUEUE, 1, null), new PositionAnnounced("c2", QUEUE, 2, null));
        assertThat(centre.brain.commands(Command.Play.class))
                .extracting(Command.Play::mediaIds)
                .containsExactly(List.of("queue-next"), List.of("queue-position", "number-2"));
        assertThat(centre.brain.reasons(PositionAnnounced.class).getFirst().rule())
                .isEqualTo("queue.position-changed");
        said("c1");
        assertThat(centre.played()).containsExactly("moh");
        assertThat(centre.brain.commands(Command.Play.class).getFirst().loop()).isTrue();
    }

    @Test
    void an_unchanged_position_uses_up_its_turn_in_silence() {
        open(telling());
        centre.calls("c1");
        centre.calls("c2");
        passes(15_000);
        said("c1");
        said("c2");

        passes(30_000);
        assertThat(centre.brain.commands(Command.Play.class)).isEmpty();
        centre.brain.given(centre.facts.hungUp("c1", "a"));
        passes(29_999);
        assertThat(centre.brain.commands(Command.Play.class)).isEmpty();
        passes(1);

        assertThat(centre.brain.events(PositionAnnounced.class))
                .containsExactly(new PositionAnnounced("c2", QUEUE, 1, null));
        assertThat(centre.brain.reasons(PositionAnnounced.class).getFirst().inputs())
                .containsEntry("told_before", "position 2, null min");
    }

    @Test
    void an_interval_of_none_tells_once() {
        open(telling().announceIntervalSec(0));
        centre.calls("c1");
        centre.calls("c2");
        passes(15_000);
        assertThat(centre.brain.timers()).doesNotContainKeys("position/c1", "position/c2");
        said("c2");
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        passes(300_000);

        assertThat(centre.brain.events(PositionAnnounced.class)).isEmpty();
    }

    @Test
    void the_estimated_wait_is_told_in_minutes_that_are_begun() {
        open(QueueRow.queue(QUEUE).announces(true, true).ewt(9_999, 61));
        centre.calls("c1");
        centre.calls("c2");

        passes(15_000);

        assertThat(centre.brain.events(PositionAnnounced.class))
                .containsExactly(new PositionAnnounced("c1", QUEUE, 1, 2), new PositionAnnounced("c2", QUEUE, 2, 3));
        assertThat(centre.played())
                .containsExactly(
                        "queue-next",
                        "queue-wait",
                        "number-2",
                        "minute-many",
                        "queue-position",
                        "number-2",
                        "queue-wait",
                        "number-3",
                        "minute-many");
        assertThat(centre.brain.reasons(PositionAnnounced.class).getFirst().inputs())
                .containsEntry("aht_sec", "61")
                .containsEntry("staffed", "1")
                .containsEntry("ewt_sec", "61")
                .containsEntry("position", "1");
    }

    @Test
    void the_wait_alone_is_told_anew_when_it_changes() {
        open(QueueRow.queue(QUEUE).announces(false, true).ewt(9_999, 60));
        centre.calls("c1");
        centre.calls("c2");
        passes(15_000);
        assertThat(centre.played())
                .containsExactly("queue-wait", "minute-one", "queue-wait", "number-2", "minute-many");
        said("c2");
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        passes(30_000);

        assertThat(centre.brain.events(PositionAnnounced.class))
                .containsExactly(new PositionAnnounced("c2", QUEUE, null, 1));
    }

    @Test
    void the_queue_speaks_its_own_language() {
        open(telling().language("de-DE"));
        centre.calls("c1");

        passes(15_000);

        assertThat(centre.brain.commands(Command.Play.class).getFirst().voice()).isEqualTo("de-DE/male");
    }

    @Test
    void a_queue_that_tells_nothing_sets_no_timer() {
        open(QueueRow.queue(QUEUE));
        centre.calls("c1");

        assertThat(centre.brain.timers()).doesNotContainKeys("position/c1", "message/c1");
    }

    @Test
    void what_a_queue_no_longer_tells_is_not_told() {
        open(telling().message("media_ad", 20));
        centre.calls("c1");
        centre.brain.whenSaved(QueueRow.queue(QUEUE).row());

        passes(120_000);

        assertThat(centre.brain.commands(Command.Play.class)).isEmpty();
        assertThat(centre.brain.timers()).doesNotContainKeys("position/c1", "message/c1");
    }

    @Test
    void a_message_is_heard_again_and_again_between_the_music() {
        open(QueueRow.queue(QUEUE).message("media_ad", 20));
        centre.calls("c1");

        passes(20_000);
        assertThat(centre.brain.events(MessageAnnounced.class))
                .containsExactly(new MessageAnnounced("c1", QUEUE, "media_ad"));
        assertThat(centre.played()).containsExactly("media_ad");
        said("c1");
        assertThat(centre.played()).containsExactly("moh");
        passes(20_000);

        assertThat(centre.played()).containsExactly("media_ad");
    }

    @Test
    void a_message_without_a_time_is_heard_every_minute() {
        open(QueueRow.queue(QUEUE).message("media_ad", null));
        centre.calls("c1");

        passes(59_999);
        assertThat(centre.played()).isEmpty();
        passes(1);

        assertThat(centre.played()).containsExactly("media_ad");
    }

    @Test
    void what_is_due_while_something_is_said_waits_for_its_end() {
        open(telling().message("media_ad", 15));
        centre.calls("c1");
        passes(15_000);
        assertThat(centre.played()).containsExactly("media_ad");

        passes(5_000);
        assertThat(centre.played()).isEmpty();
        said("c1");
        passes(5_000);

        assertThat(centre.played()).containsExactly("queue-next");
        passes(5_000);
        assertThat(centre.played()).isEmpty();
    }

    @Test
    void who_is_offered_to_an_agent_hears_on_and_who_talks_is_told_nothing() {
        open(telling());
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.calls("c1");
        passes(15_000);
        assertThat(centre.brain.events(PositionAnnounced.class)).hasSize(1);
        centre.talks("c1");

        passes(60_000);

        assertThat(centre.brain.events(PositionAnnounced.class)).isEmpty();
        assertThat(centre.brain.timers()).doesNotContainKey("position/c1");
    }

    @Test
    void who_is_answered_by_an_agent_is_told_nothing_more_and_hears_no_music_over_the_talk() {
        open(telling().message("media_ad", 40));
        centre.calls("c1");
        passes(15_000);
        String notice = centre.brain.hears("c1", "a");
        centre.brain.given(centre.available("anna"));
        centre.brain.when(centre.facts.answered("c1", "b1"));
        assertThat(centre.call("c1").place().state()).isEqualTo(QueuePlace.State.CONFIRMED);
        assertThat(centre.brain.timers()).doesNotContainKeys("position/c1", "message/c1");

        centre.brain.when(centre.facts.played("c1", notice));

        assertThat(centre.brain.commands(Command.Play.class)).isEmpty();
    }

    @Test
    void what_was_due_as_an_agent_answered_is_not_told() {
        open(telling().message("media_ad", 15));
        centre.calls("c1");
        centre.brain.given(centre.available("anna"), centre.facts.answered("c1", "b1"));

        passes(15_000);

        assertThat(centre.brain.commands(Command.Play.class)).isEmpty();
    }

    @Test
    void what_was_said_to_who_has_left_the_queue_changes_nothing() {
        open(telling().maxWaitSec(16));
        centre.calls("c1");
        passes(15_000);
        String notice = centre.brain.hears("c1", "a");
        passes(1_000);

        centre.brain.when(centre.facts.played("c1", notice));

        assertThat(centre.brain.outgoing()).isEmpty();
    }

    @Test
    void a_sound_is_one_stream_for_all_who_wait_or_begins_anew_for_each() {
        open(QueueRow.queue(QUEUE).moh("media_jazz"));
        centre.calls("c1");
        assertThat(centre.brain.commands(Command.Play.class).getFirst().stream())
                .isEqualTo(new SoundStream("media_jazz", List.of("media_jazz"), null));

        open(QueueRow.queue(QUEUE).mohFile("media_jazz"));
        centre.calls("c1");

        assertThat(centre.brain.commands(Command.Play.class).getFirst().stream())
                .isNull();
        assertThat(centre.played()).containsExactly("media_jazz");
    }

    private static QueueRow telling() {
        return QueueRow.queue(QUEUE).announces(true, false);
    }

    private void open(QueueRow queue) {
        centre = CallCentre.with(queue);
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
    }

    private void passes(long millis) {
        centre.brain.whenPassed(Duration.ofMillis(millis));
    }

    /** The edge has said what it was told to. */
    private void said(String callId) {
        centre.brain.when(centre.facts.played(callId, centre.brain.hears(callId, "a")));
    }
}
