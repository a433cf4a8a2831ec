package io.ringlog.domain.conference;

import static io.ringlog.domain.conference.ConferenceLine.ROOM;
import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.Gather;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.ConferenceActed.Act;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.ConferenceEvent.ConferencePinAsked;
import io.ringlog.domain.journal.ConferenceEvent.ConferencePinWrong;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes to a conference types a PIN where there is one; moderators have their own. */
class EnteringAConferenceSpec {

    private static ConferenceLine line(ConferenceRow row) {
        return new ConferenceLine(row.row());
    }

    private static ConferenceRow guarded() {
        return conference(ROOM).pin("1234").moderatorPin("987654");
    }

    @Test
    void the_pin_is_asked_for_and_lets_a_member_in() {
        ConferenceLine line = line(guarded()).calls("c1");
        assertThat(line.brain.commands(Gather.class))
                .extracting(Gather::mediaIds, Gather::maxDigits, Gather::terminators)
                .containsExactly(tuple(List.of("conference-pin"), 6, "#"));
        assertThat(line.brain.events(ConferencePinAsked.class)).hasSize(1);

        line.types("c1", "1234");

        assertThat(line.brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::moderator)
                .containsExactly(false);
    }

    @Test
    void the_moderators_pin_lets_a_moderator_in() {
        ConferenceLine line = line(guarded().mutedOnEntry()).calls("c1").types("c1", "987654");

        assertThat(line.brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::moderator, ConferenceJoined::muted)
                .containsExactly(tuple(true, false));
    }

    @Test
    void three_wrong_pins_are_the_end() {
        ConferenceLine line = line(guarded()).calls("c1").types("c1", "0000");
        assertThat(line.brain.events(ConferencePinWrong.class))
                .containsExactly(new ConferencePinWrong("c1", ROOM, "a", 1));
        assertThat(line.brain.commands(Gather.class))
                .extracting(Gather::mediaIds)
                .containsExactly(List.of("conference-wrong-pin", "conference-pin"));
        line.types("c1", "");

        line.types("c1", "12345");

        assertThat(line.brain.commands(Gather.class)).isEmpty();
        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("conference.wrong-pin");
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    void who_guesses_over_many_calls_is_not_asked_any_more_and_others_are() {
        ConferenceLine line = line(guarded());
        for (int call = 1; call <= 3; call++) {
            line.calls("g" + call)
                    .types("g" + call, "0000")
                    .types("g" + call, "0001")
                    .types("g" + call, "0002");
        }

        line.calls("g4");
        assertThat(line.brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(403, "conference.wrong-pin"));

        line.brain.givenPassed(Duration.ofHours(1));
        line.calls("g5").types("g5", "1234");
        assertThat(line.brain.events(ConferenceJoined.class)).hasSize(1);
    }

    @Test
    void a_room_whose_pins_are_taken_off_lets_in_whoever_stands_at_its_door() {
        ConferenceLine line = line(guarded()).calls("c1");
        line.brain.whenSaved(conference(ROOM).row());

        line.types("c1", "1234");

        assertThat(line.brain.events(ConferenceJoined.class)).hasSize(1);
    }

    @Test
    void who_types_nothing_is_a_member_where_only_moderators_have_a_pin() {
        ConferenceLine line = line(conference(ROOM).moderatorPin("4711")).calls("c1");
        line.brain.when(line.facts.gathered("c1", line.brain.hears("c1", "a"), "", GatherEnd.TIMEOUT));

        assertThat(line.room().seats()).hasSize(1);
        line.calls("c2").types("c2", "1");
        assertThat(line.brain.events(ConferencePinWrong.class)).hasSize(1);
    }

    @Test
    void the_room_may_have_gone_or_filled_while_somebody_typed() {
        ConferenceLine line = line(guarded().maxMembers(2))
                .calls("c1")
                .calls("c2")
                .calls("c3")
                .calls("c4");
        line.types("c1", "1234").types("c2", "1234").types("c3", "987654");
        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("conference.full");

        line.brain.whenRemoved(ROOM);
        line.types("c4", "1234");
        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("routing.target-missing");
    }

    @Test
    void a_lock_keeps_members_out_and_lets_moderators_in() {
        ConferenceLine line = line(guarded()).withPin("c1", "1234").asks(Act.LOCK, null);

        line.calls("c2").types("c2", "1234");
        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::cause)
                .containsExactly("conference.locked");
        line.withPin("c3", "987654");
        assertThat(line.room().seats()).hasSize(2);
    }

    @Test
    void all_wait_with_music_until_a_moderator_comes() {
        ConferenceLine line = line(guarded().waitingForModerator());
        line.calls("c1").types("c1", "1234");
        assertThat(line.brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::waits)
                .containsExactly(true);
        line.calls("c2").types("c2", "1234");
        assertThat(line.brain.commands(MixLeg.class)).isEmpty();
        assertThat(line.brain.commands(Play.class))
                .extracting(Play::mediaIds)
                .containsExactly(List.of("conference-wait", "moh"));

        line.calls("c3").types("c3", "987654");

        assertThat(line.brain.commands(MixLeg.class)).extracting(MixLeg::callId).containsExactly("c1", "c2", "c3");
        line.obeyed().hangsUp("c3");
        assertThat(line.room().seats()).hasSize(2);
        assertThat(line.brain.commands(SplitTalk.class)).isEmpty();
    }

    @Test
    void all_leave_with_the_last_moderator_where_the_room_says_so() {
        ConferenceLine line = line(guarded().endingWithModerator());
        line.withPin("c1", "1234")
                .withPin("c2", "987654")
                .withPin("c3", "987654")
                .hangsUp("c2");
        assertThat(line.room().seats()).hasSize(2);

        line.hangsUp("c3");

        assertThat(line.brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c3", "caller.hung-up"), tuple("c1", "conference.moderator-left"));
        assertThat(line.brain.events(ConferenceLeft.class)).hasSize(2);
        assertThat(line.isEmpty()).isTrue();
    }

    @Test
    void who_hangs_up_while_typing_was_never_in() {
        ConferenceLine line = line(guarded()).calls("c1").hangsUp("c1");

        assertThat(line.brain.events(ConferenceLeft.class)).isEmpty();
        assertThat(line.brain.state().calls()).isEmpty();
    }

    @Test
    void a_caller_passed_on_comes_in_and_who_passed_on_leaves() {
        ConferenceLine line = talking(conference(ROOM));
        line.brain.when(passesOn());
        String talk = line.brain.commands(SplitTalk.class).getFirst().talkId();

        line.brain.when(line.facts.split("c1", talk));

        assertThat(line.brain.events(CallTransferred.class)).hasSize(1);
        assertThat(line.brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::legId)
                .containsExactly("a");
        assertThat(line.brain.state().call("c1").orElseThrow().up()).hasSize(1);
    }

    @Test
    void a_caller_passed_on_to_a_full_room_comes_back() {
        ConferenceLine line = talking(conference(ROOM).maxMembers(2));
        line.with("c2", "c3");
        line.brain.when(passesOn());
        String talk = line.brain.commands(SplitTalk.class).getFirst().talkId();

        line.brain.when(line.facts.split("c1", talk));

        assertThat(line.brain.events(TransferFailed.class))
                .extracting(TransferFailed::code, TransferFailed::then)
                .containsExactly(tuple("conference.full", TransferFailed.Then.TALKS));
    }

    @Test
    void somebody_the_platform_calls_may_confer_too() {
        ConferenceLine line = line(conference(ROOM));
        Phones phones = new Phones(line.facts);
        line.brain
                .given(Rows.domain(), Rows.extension("701", DestKind.CONFERENCE, ROOM))
                .given(phones.registers("ben"));
        line.brain.given(new CallAsked("r", "api", "us_ben", "701", null, null, "key_1"));
        String call = line.brain.state().calls().iterator().next().callId();

        line.brain.when(line.facts.answered(call, "b1"));

        assertThat(line.brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::legId)
                .containsExactly("b1");
    }

    @Test
    void a_call_that_a_user_leads_nowhere_else_ends_in_the_conference() {
        ConferenceLine line = line(conference(ROOM).pin("1234"));
        line.brain.given(Rows.extension("701", DestKind.CONFERENCE, ROOM));
        Phones phones = new Phones(line.facts);

        line.brain.when(phones.calls("c1", "anna", "701"));

        assertThat(line.brain.commands(Gather.class)).hasSize(1);
        assertThat(line.brain.commands(RefuseCall.class)).isEmpty();
    }

    /** Somebody from outside talks with Ben, through the platform. */
    private static ConferenceLine talking(ConferenceRow row) {
        ConferenceLine line = line(row);
        Phones phones = new Phones(line.facts);
        line.brain
                .given(Rows.did("800", DestKind.USER, "us_ben"))
                .given(
                        phones.registers("ben"),
                        line.facts.inviteFromTrunk("c1", Rows.TRUNK, "491", "800"),
                        line.facts.answered("c1", "b1"),
                        line.facts.joined("c1", "tk-1", List.of(new LegRef("c1", "a"), new LegRef("c1", "b1"))));
        return line;
    }

    private static TransferRequested passesOn() {
        return new TransferRequested("r", "api", "c1", "b1", new TransferTo.Target(DestKind.CONFERENCE, ROOM), "key_1");
    }
}
