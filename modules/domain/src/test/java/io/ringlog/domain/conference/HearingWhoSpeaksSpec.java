package io.ringlog.domain.conference;

import static io.ringlog.domain.conference.ConferenceLine.ROOM;
import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.SpeakerHeard;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceSpeakerChanged;
import io.ringlog.domain.journal.LegRef;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who speaks in a conference is told of the room, as its edge hears it. */
class HearingWhoSpeaksSpec {

    private final ConferenceLine line = new ConferenceLine(conference(ROOM).row());

    @BeforeEach
    void three_hear_each_other() {
        line.with("c1", "c2", "c3");
    }

    private SpeakerHeard heard(String call, boolean speaks) {
        return new SpeakerHeard(
                line.facts.stamp(), call, "a", String.valueOf(line.room().talkId()), speaks);
    }

    @Test
    void who_begins_to_speak_is_told_with_whom_they_follow() {
        line.brain.when(heard("c1", true));
        assertThat(line.brain.events()).containsExactly(new ConferenceSpeakerChanged(ROOM, "c1", "a", null));
        line.brain.when(heard("c2", true));
        assertThat(line.brain.events()).containsExactly(new ConferenceSpeakerChanged(ROOM, "c2", "a", "c1"));
        assertThat(line.room().speaker()).isEqualTo(new LegRef("c2", "a"));
    }

    @Test
    void silence_is_told_once() {
        line.brain.given(heard("c1", true));
        line.brain.when(heard("c1", false));
        assertThat(line.brain.events()).containsExactly(new ConferenceSpeakerChanged(ROOM, null, null, "c1"));
        line.brain.when(heard("c1", false));
        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void the_same_again_is_no_news() {
        line.brain.given(heard("c1", true));
        line.brain.when(heard("c1", true));
        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void a_speaker_who_leaves_speaks_no_more() {
        line.brain.given(heard("c1", true));
        line.hangsUp("c1");
        assertThat(line.room().speaker()).isNull();
        line.brain.when(heard("c2", true));
        assertThat(line.brain.events()).containsExactly(new ConferenceSpeakerChanged(ROOM, "c2", "a", null));
    }

    @Test
    void who_speaks_on_when_another_leaves_still_does() {
        line.brain.given(heard("c1", true));
        line.hangsUp("c2");
        assertThat(line.room().speaker()).isEqualTo(new LegRef("c1", "a"));
    }

    @Test
    void what_is_heard_in_another_talk_or_of_nobody_here_is_not_the_rooms() {
        line.brain.when(new SpeakerHeard(line.facts.stamp(), "c1", "a", "tk-old", true));
        assertThat(line.brain.events()).isEmpty();
        line.brain.when(heard("c9", true));
        assertThat(line.brain.events()).isEmpty();
    }
}
