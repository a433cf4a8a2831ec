package io.ringlog.domain.conference;

import static io.ringlog.domain.conference.ConferenceLine.ROOM;
import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.MuteLeg;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.PlayToTalk;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceEnded;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLocked;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceMuted;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is in a conference hears the others; who comes, goes, is muted or sent away changes that. */
class ConferringSpec {

    private final ConferenceLine line = new ConferenceLine(conference(ROOM).row());

    @Test
    void the_first_is_answered_and_hears_music() {
        line.calls("c1");

        assertThat(line.brain.commands(Command.AnswerLeg.class)).hasSize(1);
        assertThat(line.brain.commands(Play.class))
                .extracting(Play::mediaIds, Play::loop)
                .containsExactly(tuple(List.of("conference-alone", "moh"), true));
        assertThat(line.brain.commands(MixLeg.class)).isEmpty();
        assertThat(line.brain.events(ConferenceJoined.class))
                .containsExactly(new ConferenceJoined("c1", ROOM, "a", false, false, false));
    }

    @Test
    void two_and_more_are_in_one_mixed_talk_each_told_once() {
        line.with("c1").calls("c2");
        assertThat(line.brain.commands(MixLeg.class))
                .extracting(MixLeg::callId, MixLeg::muted)
                .containsExactly(tuple("c1", false), tuple("c2", false));

        line.obeyed().calls("c3");
        assertThat(line.brain.commands(MixLeg.class)).extracting(MixLeg::callId).containsExactly("c3");
        line.obeyed();
        assertThat(line.talking()).containsExactly("c1", "c2", "c3");
    }

    @Test
    void all_hear_a_chime_when_somebody_comes_to_others_and_goes_from_others() {
        line.calls("c1");
        assertThat(line.brain.commands(PlayToTalk.class)).isEmpty();
        line.calls("c2");
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::mediaId)
                .containsExactly("conference-enter");
        line.obeyed().with("c3").hangsUp("c3");
        assertThat(line.brain.commands(PlayToTalk.class))
                .extracting(PlayToTalk::callId, PlayToTalk::mediaId)
                .containsExactly(tuple("c1", "conference-leave"));
    }

    @Test
    void a_silent_room_has_no_chime() {
        ConferenceLine silent = new ConferenceLine(conference(ROOM).silent().row());

        silent.with("c1").calls("c2");

        assertThat(silent.brain.commands(PlayToTalk.class)).isEmpty();
    }

    @Test
    void one_who_is_left_alone_stays_and_hears_music_again() {
        line.with("c1", "c2").hangsUp("c2");
        assertThat(line.brain.commands(HangUpLegs.class)).isEmpty();
        assertThat(line.brain.commands(SplitTalk.class))
                .extracting(SplitTalk::callId)
                .containsExactly("c1");
        assertThat(line.brain.events(ConferenceLeft.class))
                .containsExactly(new ConferenceLeft("c2", ROOM, "a", "caller.hung-up"));

        String talk = line.brain.commands(SplitTalk.class).getFirst().talkId();
        line.brain.when(line.facts.split("c1", talk));
        assertThat(line.brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .containsExactly(List.of("conference-alone", "moh"));

        line.calls("c3");
        assertThat(line.brain.commands(MixLeg.class)).extracting(MixLeg::callId).containsExactly("c1", "c3");
        assertThat(line.brain.commands(MixLeg.class))
                .allMatch(mix -> !mix.talkId().equals(talk));
    }

    @Test
    void a_member_is_held_by_nobody_although_the_others_have_yet_to_come_into_the_talk() {
        line.calls("c1").calls("c2");
        String talk = String.valueOf(line.room().talkId());
        line.brain.given(line.facts.joined("c1", talk, List.of(new LegRef("c1", "a"))));

        line.brain.when(new HoldRequested("r", "api", "c1", "a", true, "k"));
        assertThat(line.replied()).isEqualTo("talk.of-many-calls");
    }

    @Test
    void members_whose_talk_is_split_by_others_hear_each_other_in_another_one() {
        line.with("c1", "c2");
        String talk = String.valueOf(line.room().talkId());

        line.brain.when(line.facts.split("c1", talk));

        assertThat(line.brain.commands(MixLeg.class)).extracting(MixLeg::callId).containsExactly("c1", "c2");
        line.obeyed();
        assertThat(line.room().talkId()).isNotEqualTo(talk);
        assertThat(line.talking()).containsExactly("c1", "c2");
    }

    @Test
    void who_comes_while_the_talk_is_being_split_finds_the_other() {
        line.with("c1", "c2").hangsUp("c2");
        SplitTalk split = line.brain.commands(SplitTalk.class).getFirst();
        line.calls("c3");
        var mixes = line.brain.commands(MixLeg.class);
        assertThat(mixes).extracting(MixLeg::callId).containsExactly("c1", "c3");

        line.brain.when(line.facts.split("c1", split.talkId()));

        assertThat(line.brain.commands(Play.class)).isEmpty();
    }

    @Test
    void the_room_is_over_with_its_last_member() {
        line.with("c1").hangsUp("c1");

        assertThat(line.isEmpty()).isTrue();
        assertThat(line.brain.events(ConferenceEnded.class)).containsExactly(new ConferenceEnded(ROOM));
        assertThat(line.brain.state().calls()).isEmpty();
    }

    @Test
    void the_record_of_a_call_names_its_conference() {
        line.with("c1", "c2").hangsUp("c2");

        var cdr = line.brain.events(CallEnded.class).getFirst().cdr();
        assertThat(cdr.conferenceId()).isEqualTo(ROOM);
        assertThat(cdr.disposition()).isEqualTo(Disposition.ANSWERED);
    }

    @Test
    void a_room_is_full_with_its_most_members() {
        ConferenceLine small = new ConferenceLine(conference(ROOM).maxMembers(2).row());
        small.with("c1", "c2").calls("c3");

        assertThat(small.brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(486, "conference.full"));
        assertThat(small.room().seats()).hasSize(2);
    }

    @Test
    void who_calls_at_another_edge_is_refused_with_words() {
        line.with("c1");

        line.brain.when(new Facts("edge2", 1).inviteFromTrunk("c2", Rows.TRUNK, "492", "700"));

        assertThat(line.brain.events(CallRefused.class))
                .extracting(CallRefused::code, CallRefused::text)
                .containsExactly(tuple(
                        "conference.elsewhere", "the conference is held at edge edge1, and the call lives at edge2"));
    }

    @Test
    void a_suspended_account_confers_no_more() {
        line.brain.whenSaved(Rows.suspended());
        line.calls("c1");

        assertThat(line.brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("account.inactive");
    }

    @Test
    void a_room_that_is_gone_refuses_callers_and_sends_its_members_away() {
        line.with("c1", "c2");
        line.brain.whenRemoved(ROOM);
        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c1", "conference.removed"), tuple("c2", "conference.removed"));
        assertThat(line.isEmpty()).isTrue();

        line.calls("c3");
        assertThat(line.brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.target-missing");
    }

    @Test
    void who_is_muted_stays_muted_through_hold_and_resume() {
        line.with("c1", "c2", "c3").asks(Act.MUTE, "c2");
        assertThat(line.brain.commands()).containsExactly(new MuteLeg("c2", "a", true));
        assertThat(line.brain.events(ConferenceMuted.class))
                .containsExactly(new ConferenceMuted("c2", ROOM, "a", true));
        assertThat(line.replied()).isEqualTo("conference.done");

        line.asks(Act.MUTE, "c2");
        assertThat(line.brain.commands()).isEmpty();
        line.brain.when(line.facts.held("c2", "a", true), line.facts.held("c2", "a", false));
        assertThat(line.brain.commands()).isEmpty();

        line.asks(Act.UNMUTE, "c2");
        assertThat(line.brain.commands()).containsExactly(new MuteLeg("c2", "a", false));
    }

    @Test
    void a_phone_on_hold_does_not_play_its_music_to_the_others() {
        line.with("c1", "c2");
        line.brain.when(line.facts.held("c2", "a", true));
        assertThat(line.brain.commands()).containsExactly(new MuteLeg("c2", "a", true));

        line.asks(Act.MUTE, "c2").asks(Act.UNMUTE, "c2");
        assertThat(line.brain.commands()).containsExactly(new MuteLeg("c2", "a", true));
        line.brain.when(line.facts.held("c2", "a", false));
        assertThat(line.brain.commands()).containsExactly(new MuteLeg("c2", "a", false));
    }

    @Test
    void who_is_muted_or_on_hold_while_alone_comes_so_into_the_talk() {
        line.with("c1").asks(Act.MUTE, "c1");
        assertThat(line.brain.commands()).isEmpty();
        line.calls("c2");
        assertThat(line.brain.commands(MixLeg.class)).extracting(MixLeg::muted).containsExactly(true, false);
    }

    @Test
    void who_has_us_on_hold_comes_unheard_into_the_talk() {
        line.with("c1").brain.given(line.facts.held("c1", "a", true));

        line.calls("c2");

        assertThat(line.brain.commands(MixLeg.class)).extracting(MixLeg::muted).containsExactly(true, false);
    }

    @Test
    void who_enters_a_muting_room_is_not_heard() {
        ConferenceLine quiet =
                new ConferenceLine(conference(ROOM).mutedOnEntry().row());

        quiet.with("c1").calls("c2");

        assertThat(quiet.brain.commands(MixLeg.class)).extracting(MixLeg::muted).containsExactly(true, true);
    }

    @Test
    void who_is_kicked_leaves_and_the_others_go_on() {
        line.with("c1", "c2", "c3").asks(Act.KICK, "c2");

        assertThat(line.brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::cause)
                .containsExactly(tuple("c2", "conference.kicked"));
        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c2", "conference.kicked"));
        assertThat(line.room().seats()).hasSize(2);
    }

    @Test
    void a_locked_room_lets_nobody_in_until_it_is_unlocked_or_over() {
        line.with("c1").asks(Act.LOCK, null);
        assertThat(line.brain.events(ConferenceLocked.class)).containsExactly(new ConferenceLocked(ROOM, true));
        line.calls("c2");
        assertThat(line.brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(403, "conference.locked"));

        line.asks(Act.UNLOCK, null).calls("c3");
        assertThat(line.room().seats()).hasSize(2);
        line.asks(Act.UNLOCK, null);
        assertThat(line.brain.events()).isEmpty();
        line.asks(Act.LOCK, null).hangsUp("c1").hangsUp("c3").calls("c4");
        assertThat(line.room().seats()).hasSize(1);
    }

    @Test
    void all_leave_when_somebody_ends_it() {
        line.with("c1", "c2", "c3").asks(Act.END, null);

        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsOnly("conference.ended")
                .hasSize(3);
        assertThat(line.brain.commands(SplitTalk.class)).isEmpty();
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    void what_cannot_be_done_is_told_with_its_reason() {
        line.asks(Act.LOCK, null);
        assertThat(line.replied()).isEqualTo("conference.empty");
        line.asks(Act.KICK, "c9");
        assertThat(line.replied()).isEqualTo("conference.no-member");
        line.with("c1").asks(Act.MUTE, "c9");
        assertThat(line.replied()).isEqualTo("conference.no-member");
        assertThat(line.brain.events(ConferenceEvent.ConferenceActRefused.class))
                .hasSize(1);
        line.brain.whenRemoved(ROOM);
        line.asks(Act.END, null);
        assertThat(line.replied()).isEqualTo("conference.unknown");
    }

    @Test
    void nothing_is_left_of_a_conference_whose_edge_is_lost() {
        line.with("c1", "c2");

        line.brain.when(new EdgeLifecycle.EdgeLost("edge1", 1, "silent"));

        assertThat(line.isEmpty()).isTrue();
        assertThat(line.brain.events(CallEnded.class)).hasSize(2);
        assertThat(line.brain.commands(SplitTalk.class)).isEmpty();
    }

    @Test
    void who_cannot_be_mixed_is_let_go_and_the_others_stay() {
        line.with("c1", "c2").calls("c3");

        line.brain.when(line.facts.commandFailed("c3", "any", "a", "media.closed"));

        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::callId)
                .containsExactly("c3");
        assertThat(line.room().seats()).hasSize(2);
    }

    @Test
    void a_member_whose_phone_is_gone_leaves() {
        line.with("c1", "c2", "c3");

        line.brain.when(line.facts.ended("c2", "a", EndedBy.MEDIA_SILENCE));

        assertThat(line.brain.events(ConferenceLeft.class))
                .extracting(ConferenceLeft::why)
                .containsExactly("media.silent");
        assertThat(line.talking()).containsExactly("c1", "c3");
    }
}
