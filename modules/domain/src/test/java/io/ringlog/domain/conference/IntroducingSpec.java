package io.ringlog.domain.conference;

import static io.ringlog.domain.conference.ConferenceLine.ROOM;
import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command.EraseRecording;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.PlayToTalk;
import io.ringlog.domain.journal.Command.RecordLeg;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.RecordingEvent.SoundOrphaned;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Members of a room that tells names say theirs at the door, unless their mailbox knows it. */
class IntroducingSpec {

    private final ConferenceLine line =
            new ConferenceLine(conference(ROOM).naming().row());

    private RecordingFinished recorded(String call, @Nullable String key, long ms) {
        String id = line.brain.hears(call, "a");
        return new RecordingFinished(line.facts.stamp(), call, "a", id, ms, 900, RecordingEnd.SILENCE, key, 0);
    }

    private void asked(String call) {
        line.calls(call);
        line.brain.when(line.facts.played(call, line.brain.hears(call, "a")));
    }

    private static String key(String call) {
        return "acc_1/name-" + call + ".wav";
    }

    private void named(String call) {
        asked(call);
        line.brain.when(recorded(call, key(call), 900));
    }

    @Test
    void who_comes_is_asked_for_their_name_and_it_is_recorded() {
        line.calls("c1");
        assertThat(line.brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .containsExactly(List.of("conference-say-name"));
        assertThat(line.isEmpty()).isTrue();
        line.brain.when(line.facts.played("c1", line.brain.hears("c1", "a"), PlaybackEnd.FAILED));
        assertThat(line.brain.commands(RecordLeg.class))
                .extracting(RecordLeg::maxSec, RecordLeg::silenceSec, RecordLeg::terminators, RecordLeg::beep)
                .containsExactly(tuple(5, 2, "#", true));
        line.brain.when(recorded("c1", key("c1"), 900));
        assertThat(line.brain.events(ConferenceJoined.class)).hasSize(1);
    }

    @Test
    void all_hear_who_comes_and_who_goes_and_the_name_is_erased_later() {
        named("c1");
        named("c2");
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::mediaId, PlayToTalk::then, PlayToTalk::voice)
                .containsExactly(tuple("recordings/name-c2", List.of("conference-has-come"), "en-US/male"));
        line.obeyed();
        named("c3");
        line.obeyed().hangsUp("c2");
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::mediaId, PlayToTalk::then)
                .containsExactly(tuple("recordings/name-c2", List.of("conference-has-left")));
        assertThat(line.brain.commands(EraseRecording.class)).isEmpty();
        line.brain.whenPassed(Duration.ofMinutes(1));
        assertThat(line.brain.commands(EraseRecording.class)).containsExactly(new EraseRecording(key("c2")));
    }

    @Test
    void a_user_whose_mailbox_has_a_name_is_not_asked_for_it() {
        line.brain.given(
                Rows.mailbox("vm_anna").with("nameMediaId", "anna-says").row(),
                UserRow.user("anna").voicemail("vm_anna").row());
        Phones phones = new Phones(line.facts);
        line.brain.given(Rows.extension("130", DestKind.CONFERENCE, ROOM)).given(phones.registers("anna"));
        named("c1");
        line.brain.when(phones.calls("c9", "anna", "130"));
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::mediaId, PlayToTalk::then)
                .containsExactly(tuple("anna-says", List.of("conference-has-come")));
        line.obeyed();
        named("c3");
        line.obeyed();
        line.brain.when(line.facts.hungUp("c9", "a"));
        line.brain.whenPassed(Duration.ofMinutes(1));
        assertThat(line.brain.commands(EraseRecording.class)).isEmpty();
    }

    @Test
    void who_says_nothing_or_a_cough_comes_with_a_chime() {
        named("c1");
        asked("c2");
        line.brain.when(recorded("c2", null, 0));
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::mediaId)
                .containsExactly("conference-enter");
        line.obeyed();
        asked("c3");
        line.brain.when(recorded("c3", key("c3"), 200));
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::mediaId)
                .containsExactly("conference-enter");
        assertThat(line.brain.commands(EraseRecording.class)).containsExactly(new EraseRecording(key("c3")));
    }

    @Test
    void a_room_that_filled_up_meanwhile_lets_nobody_in_and_keeps_no_name() {
        ConferenceLine small =
                new ConferenceLine(conference(ROOM).naming().maxMembers(2).row());
        small.calls("c1");
        small.brain.when(small.facts.played("c1", small.brain.hears("c1", "a")));
        String early = small.brain.hears("c1", "a");
        for (String call : List.of("c2", "c3")) {
            small.calls(call);
            small.brain.when(small.facts.played(call, small.brain.hears(call, "a")));
            String id = small.brain.hears(call, "a");
            small.brain.when(
                    new RecordingFinished(small.facts.stamp(), call, "a", id, 900, 9, RecordingEnd.KEY, key(call), 0));
        }
        small.brain.when(
                new RecordingFinished(small.facts.stamp(), "c1", "a", early, 900, 9, RecordingEnd.KEY, key("c1"), 0));
        assertThat(small.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("conference.full");
        assertThat(small.brain.commands(EraseRecording.class)).containsExactly(new EraseRecording(key("c1")));
    }

    @Test
    void a_room_that_is_gone_meanwhile_takes_nobody() {
        asked("c1");
        RecordingFinished said = recorded("c1", key("c1"), 900);
        line.brain.whenRemoved(ROOM);
        line.brain.when(said);
        assertThat(line.brain.events(CallEnded.class)).hasSize(1);
        assertThat(line.brain.commands(EraseRecording.class)).containsExactly(new EraseRecording(key("c1")));
    }

    @Test
    void who_hangs_up_at_the_door_leaves_no_name_behind() {
        asked("c1");
        String id = line.brain.hears("c1", "a");
        line.hangsUp("c1");
        line.brain.when(
                new RecordingFinished(line.facts.stamp(), "c1", "a", id, 900, 9, RecordingEnd.HANGUP, key("c1"), 0));
        assertThat(line.brain.commands(EraseRecording.class)).containsExactly(new EraseRecording(key("c1")));
        assertThat(line.brain.events(SoundOrphaned.class)).hasSize(1);
    }

    @Test
    void a_name_that_is_told_twice_stays_that_of_the_member() {
        asked("c1");
        RecordingFinished said = recorded("c1", key("c1"), 900);
        line.brain.given(said);
        line.brain.when(new RecordingFinished(
                line.facts.stamp(), "c1", "a", said.recordingId(), 900, 9, RecordingEnd.KEY, key("c1"), 0));
        assertThat(line.brain.commands(EraseRecording.class)).isEmpty();
    }
}
