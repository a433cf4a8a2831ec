package io.ringlog.domain.conference;

import static io.ringlog.domain.conference.ConferenceLine.ROOM;
import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.journal.CallFact.CodePressed;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.ListenForCodes;
import io.ringlog.domain.journal.Command.MuteLeg;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceActRefused;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLocked;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceMuted;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What members do by keys while they confer. */
class PressingKeysSpec {

    private static final List<String> ALL = List.of("*6", "*5", "*7", "*8", "*9");

    private final ConferenceLine line = new ConferenceLine(withKeys().row());

    private static ConferenceRow withKeys() {
        return conference(ROOM).moderatorPin("4711").withKeys();
    }

    private void aModeratorAndTwoMembers() {
        line.withPin("m", "4711").withPin("c1", "").withPin("c2", "");
    }

    private void presses(String call, String code) {
        line.brain.when(new CodePressed(line.facts.stamp(), call, "a", code));
    }

    private List<String> hears(String call) {
        return line.brain.commands(Play.class).stream()
                .filter(it -> it.callId().equals(call))
                .flatMap(it -> it.mediaIds().stream())
                .toList();
    }

    @Test
    void keys_are_heard_of_whoever_comes_into_the_talk() {
        line.withPin("m", "4711").calls("c1").types("c1", "");
        assertThat(line.brain.commands(ListenForCodes.class))
                .containsExactlyInAnyOrder(new ListenForCodes("m", "a", ALL), new ListenForCodes("c1", "a", ALL));
    }

    @Test
    void a_member_who_is_a_user_keeps_the_keys_of_recordings_beside_those_of_the_room() {
        Phones phones = new Phones(line.facts);
        line.brain.given(
                Draft.like(Rows.account())
                        .with("recording", RecordingRule.ALWAYS)
                        .with("recordingKeys", "*1")
                        .row(),
                Rows.extension("700", DestKind.CONFERENCE, ROOM));
        line.brain.given(phones.registers("anna"));
        line.withPin("m", "4711").withPin("c1", "");
        line.brain.given(phones.calls("u", "anna", "700"));
        line.types("u", "");
        List<String> both = Stream.concat(Stream.of("*1"), ALL.stream()).toList();
        assertThat(line.brain.commands(ListenForCodes.class)).containsExactly(new ListenForCodes("u", "a", both));
    }

    @Test
    void a_room_without_keys_hears_none_and_obeys_none() {
        ConferenceLine plain = new ConferenceLine(conference(ROOM).row());
        plain.with("c1").calls("c2");
        assertThat(plain.brain.commands(ListenForCodes.class)).isEmpty();
        plain.obeyed();
        plain.brain.when(new CodePressed(plain.facts.stamp(), "c1", "a", "*6"));
        assertThat(plain.brain.events()).isEmpty();
    }

    @Test
    void a_member_mutes_themself_and_is_heard_again_by_the_same_key() {
        aModeratorAndTwoMembers();
        presses("c1", "*6");
        assertThat(line.brain.commands(MuteLeg.class)).containsExactly(new MuteLeg("c1", "a", true));
        assertThat(line.brain.events()).containsExactly(new ConferenceMuted("c1", ROOM, "a", true));
        assertThat(hears("c1")).containsExactly("conference-muted");
        presses("c1", "*6");
        assertThat(line.brain.events()).containsExactly(new ConferenceMuted("c1", ROOM, "a", false));
        assertThat(hears("c1")).containsExactly("conference-heard");
    }

    @Test
    void a_member_hears_how_many_there_are() {
        aModeratorAndTwoMembers();
        presses("c2", "*5");
        assertThat(hears("c2")).containsExactly("conference-count", "number-3");
        assertThat(line.brain.events()).isEmpty();
    }

    @Test
    void a_moderator_locks_and_unlocks() {
        aModeratorAndTwoMembers();
        presses("m", "*7");
        assertThat(line.brain.events()).containsExactly(new ConferenceLocked(ROOM, true));
        assertThat(hears("m")).containsExactly("conference-locked");
        presses("m", "*7");
        assertThat(line.brain.events()).containsExactly(new ConferenceLocked(ROOM, false));
        assertThat(hears("m")).containsExactly("conference-unlocked");
    }

    @Test
    void a_moderator_mutes_all_who_are_none_and_has_them_heard_again() {
        aModeratorAndTwoMembers();
        line.asks(Act.MUTE, "c1");
        presses("m", "*8");
        assertThat(line.brain.events(ConferenceMuted.class))
                .extracting(ConferenceMuted::callId, ConferenceMuted::muted)
                .containsExactly(tuple("c2", true));
        assertThat(hears("m")).containsExactly("conference-all-muted");
        presses("m", "*8");
        assertThat(line.brain.events(ConferenceMuted.class))
                .extracting(ConferenceMuted::callId, ConferenceMuted::muted)
                .containsExactly(tuple("c1", false), tuple("c2", false));
        assertThat(hears("m")).containsExactly("conference-all-heard");
    }

    @Test
    void a_moderator_sends_away_who_came_last_and_no_moderator() {
        aModeratorAndTwoMembers();
        line.withPin("n", "4711");
        presses("m", "*9");
        assertThat(line.brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId)
                .containsExactly("c2");
        assertThat(line.brain.events(ConferenceLeft.class))
                .containsExactly(new ConferenceLeft("c2", ROOM, "a", "conference.kicked"));
        assertThat(hears("m")).containsExactly("conference-sent-away");
        presses("m", "*9");
        presses("m", "*9");
        assertThat(line.brain.commands(HangUpLegs.class)).isEmpty();
        assertThat(hears("m")).containsExactly("conference-count", "number-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*7", "*8", "*9"})
    void who_is_no_moderator_is_told_so(String key) {
        aModeratorAndTwoMembers();
        presses("c1", key);
        assertThat(line.brain.commands(HangUpLegs.class)).isEmpty();
        assertThat(line.brain.events(ConferenceActRefused.class))
                .extracting(ConferenceActRefused::code, ConferenceActRefused::member)
                .containsExactly(tuple("conference.no-moderator", "c1"));
        assertThat(hears("c1")).containsExactly("conference-moderators-only");
    }

    @Test
    void a_refused_key_names_what_it_would_have_done() {
        aModeratorAndTwoMembers();
        presses("m", "*7");
        presses("c1", "*7");
        assertThat(line.brain.events(ConferenceActRefused.class))
                .extracting(ConferenceActRefused::act)
                .containsExactly(Act.UNLOCK);
    }

    @Test
    void who_hears_music_presses_in_vain() {
        line.withPin("m", "4711");
        presses("m", "*5");
        assertThat(line.brain.commands()).isEmpty();
    }

    @Test
    void other_codes_and_those_of_strangers_do_nothing() {
        aModeratorAndTwoMembers();
        presses("c1", "*1");
        assertThat(line.brain.commands()).isEmpty();
        presses("gone", "*6");
        assertThat(line.brain.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"recordingKeys", "recordingPauseKeys"})
    void keys_of_the_account_that_mean_a_recording_are_none_of_the_rooms(String field) {
        line.brain.given(Draft.like(Rows.account()).with(field, "*6").row());
        aModeratorAndTwoMembers();
        presses("c1", "*6");
        assertThat(line.brain.events(ConferenceMuted.class)).isEmpty();
    }
}
