package io.ringlog.domain.conference;

import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.CallEvent.TransferRefused;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.SplitTalk;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Room.Seat;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Anna confers with Ben and talks to Cleo in another call, whom she brings into the conference. */
class BringingInSpec {

    private static final String ROOM = "conf_1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    private void confer(Conference row, String annasPin) {
        brain.given(
                row,
                Rows.extension("700", DestKind.CONFERENCE, ROOM),
                UserRow.user("cleo").row(),
                Rows.device("cleo"));
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        comes("c1", "anna", row, annasPin);
        comes("c2", "ben", row, "");
        brain.given(phones.calls("c3", "anna", "cleo"), facts.answered("c3", "b1"));
    }

    private void comes(String call, String user, Conference row, String pin) {
        brain.given(phones.calls(call, user, "700"));
        if (row.moderatorPin() != null) {
            brain.given(facts.gathered(call, brain.hears(call, "a"), pin, GatherEnd.TERMINATOR));
        }
    }

    private void refers() {
        brain.when(facts.refers("c3", "a", new LegRef("c1", "a")));
    }

    /** Cleo has been taken over and is out of the talk. */
    private void isLed() {
        brain.when(facts.takenOver("c3", "a", "b1"));
        String talk = brain.commands(SplitTalk.class).getFirst().talkId();
        brain.when(facts.split("c3", talk));
    }

    private List<LegRef> seated() {
        return brain.state().room(ROOM).orElseThrow().seats().stream()
                .map(Seat::leg)
                .toList();
    }

    @Test
    void who_is_brought_takes_the_seat_and_who_brings_them_leaves_both_calls() {
        confer(conference(ROOM).row(), "");
        refers();

        isLed();

        assertThat(seated()).containsExactlyInAnyOrder(new LegRef("c2", "a"), new LegRef("c3", "b1"));
        assertThat(brain.commands(MixLeg.class)).extracting(MixLeg::legId).contains("b1");
        assertThat(brain.events(ConferenceLeft.class))
                .extracting(ConferenceLeft::callId, ConferenceLeft::why)
                .containsExactly(tuple("c1", "call.transferred"));
        assertThat(brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::callId, ConferenceJoined::legId)
                .containsExactly(tuple("c3", "b1"));
        assertThat(brain.events(CallTransferred.class))
                .extracting(CallTransferred::callId, CallTransferred::legId, CallTransferred::to)
                .containsExactly(tuple("c3", "b1", "conference conf_1"));
        assertThat(brain.commands(NotifyRefer.class))
                .extracting(NotifyRefer::status)
                .endsWith(200);
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .containsExactlyInAnyOrder(tuple("c1", List.of("a")), tuple("c3", List.of("a")));
        CallEnded ended = brain.events(CallEnded.class).getFirst();
        assertThat(ended.callId()).isEqualTo("c1");
        assertThat(ended.cdr().parentCallId()).isEqualTo("c3");
    }

    @Test
    void nobody_asks_them_for_a_pin_and_they_are_what_the_member_was() {
        confer(conference(ROOM).pin("1").moderatorPin("99").row(), "99");
        refers();

        isLed();

        assertThat(brain.events(ConferenceJoined.class))
                .extracting(ConferenceJoined::callId, ConferenceJoined::moderator)
                .containsExactly(tuple("c3", true));
    }

    @Test
    void who_may_not_ask_others_in_brings_nobody() {
        confer(conference(ROOM).moderatorPin("99").row(), "");

        refers();

        assertThat(brain.events(TransferRefused.class))
                .extracting(TransferRefused::code)
                .containsExactly("conference.no-moderator");
        assertThat(brain.state().call("c3").orElseThrow().transfer()).isNull();
    }

    @Test
    void a_seat_that_is_given_away_needs_no_other_one() {
        confer(conference(ROOM).maxMembers(2).row(), "");
        refers();

        isLed();

        assertThat(seated()).hasSize(2).contains(new LegRef("c3", "b1"));
    }

    @Test
    void who_has_left_the_room_meanwhile_still_brings_them() {
        confer(conference(ROOM).row(), "");
        refers();
        brain.given(facts.hungUp("c1", "a"));

        isLed();

        assertThat(seated()).containsExactlyInAnyOrder(new LegRef("c2", "a"), new LegRef("c3", "b1"));
    }

    @Test
    void a_room_that_others_have_filled_meanwhile_brings_them_back() {
        confer(conference(ROOM).maxMembers(2).row(), "");
        refers();
        brain.given(facts.hungUp("c1", "a"), phones.calls("c4", "ben", "700"));

        isLed();

        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::code, TransferFailed::then)
                .containsExactly(tuple("conference.full", Then.TALKS));
    }

    @Test
    void a_conference_that_is_over_by_then_brings_them_back() {
        confer(conference(ROOM).row(), "");
        refers();
        brain.given(facts.hungUp("c1", "a"), facts.hungUp("c2", "a"));

        isLed();

        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::code, TransferFailed::then)
                .containsExactly(tuple("conference.empty", Then.TALKS));
    }

    @Test
    void somebody_at_the_api_has_them_brought_by_their_call() {
        confer(conference(ROOM).row(), "");
        brain.when(new TransferRequested("r1", "api-1", "c3", "a", new TransferTo.Consulted("c1", null), "key_1"));

        isLed();

        assertThat(brain.effects()).isNotEmpty().allMatch(it -> it instanceof Reply reply && reply.accepted());
        assertThat(seated()).contains(new LegRef("c3", "b1"));
    }
}
