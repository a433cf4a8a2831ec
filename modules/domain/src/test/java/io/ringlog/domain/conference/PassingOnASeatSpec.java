package io.ringlog.domain.conference;

import static io.ringlog.domain.testing.ConferenceRow.conference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.TransferAsked;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.CallEvent.TransferRefused;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.MixLeg;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceEnded;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Room.Seat;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import org.junit.jupiter.api.Test;

/** Anna moderates a conference that Ben is in, and passes her seat on to Cleo. */
class PassingOnASeatSpec {

    private static final String ROOM = "conf_1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private void anna_and_ben_confer() {
        anna_and_ben_confer(
                conference(ROOM).moderatorPin("99").endingWithModerator().row());
    }

    private void anna_and_ben_confer(Conference row) {
        brain.given(
                row,
                Rows.extension("700", DestKind.CONFERENCE, ROOM),
                UserRow.user("cleo").row(),
                Rows.device("cleo"));
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        comes("c1", "anna", row, "99");
        comes("c2", "ben", row, "");
    }

    private void comes(String call, String user, Conference row, String pin) {
        brain.given(phones.calls(call, user, "700"));
        if (row.moderatorPin() != null) {
            brain.given(facts.gathered(call, brain.hears(call, "a"), pin, GatherEnd.TERMINATOR));
        }
    }

    private static TransferRequested asks(String callId, String dialled) {
        return new TransferRequested("r1", "api-1", callId, "a", new TransferTo.Dialled(dialled), "key_1");
    }

    /** The call of whoever is rung. */
    private String rung(Input wish) {
        brain.when(wish);
        return brain.events(CallStarted.class).getFirst().callId();
    }

    private Room room() {
        return brain.state().room(ROOM).orElseThrow();
    }

    private String refused(Input wish) {
        brain.when(wish);
        assertThat(brain.events(TransferRefused.class)).hasSize(1);
        assertThat(brain.events(TransferAsked.class)).isEmpty();
        return brain.events(TransferRefused.class).getFirst().code();
    }

    @Test
    void who_is_rung_takes_the_seat_with_its_role_and_the_conference_goes_on() {
        anna_and_ben_confer();
        String own = rung(facts.refers("c1", "a", "cleo"));
        assertThat(brain.commands(AnswerRefer.class)).containsExactly(new AnswerRefer("c1", "a", "rf-c1", 202, null));
        assertThat(brain.events(TransferAsked.class)).containsExactly(new TransferAsked("c1", "a", "a", "cleo", null));
        brain.when(facts.rang(own, "b1"));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c1", "a", "rf-c1", 180, false));

        brain.when(facts.answered(own, "b1"));

        assertThat(brain.events(ConferenceJoined.class))
                .containsExactly(new ConferenceJoined(own, ROOM, "b1", true, false, false));
        assertThat(brain.events(ConferenceLeft.class))
                .containsExactly(new ConferenceLeft("c1", ROOM, "a", "call.transferred"));
        assertThat(brain.events(ConferenceEnded.class)).isEmpty();
        assertThat(brain.commands(MixLeg.class)).extracting(MixLeg::callId).containsExactly(own);
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c1", "a", "rf-c1", 200, true));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId)
                .containsExactly("c1");
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred("c1", "a", "a", "cleo", null));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .containsExactly(tuple("c1", "call.transferred"));
        assertThat(room().seats())
                .extracting(it -> it.leg().callId(), Seat::moderator)
                .containsExactly(tuple("c2", false), tuple(own, true));
    }

    @Test
    void a_seat_that_nobody_takes_stays_the_members() {
        anna_and_ben_confer();
        String own = rung(facts.refers("c1", "a", "cleo"));

        brain.when(facts.failed(own, "b1", 486));

        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::callId, TransferFailed::code, TransferFailed::then)
                .containsExactly(tuple("c1", "routing.busy", Then.TALKS));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c1", "a", "rf-c1", 486, true));
        assertThat(room().seats()).extracting(it -> it.leg().callId()).containsExactly("c1", "c2");
        assertThat(rung(facts.refers("c1", "a", "cleo"))).isNotEqualTo(own);
    }

    @Test
    void who_asks_at_the_api_is_told_when_somebody_rings() {
        anna_and_ben_confer();
        String own = rung(asks("c1", "cleo"));
        assertThat(brain.effects())
                .extracting(it -> ((Reply) it).accepted(), it -> ((Reply) it).code())
                .containsExactly(tuple(true, "call.transferring"));
        assertThat(refused(asks("c1", "cleo"))).isEqualTo("call.being-transferred");

        brain.when(facts.answered(own, "b1"));

        assertThat(room().seats()).extracting(it -> it.leg().callId()).containsExactly("c2", own);
    }

    @Test
    void a_member_who_hangs_up_before_leaves_no_role_behind() {
        anna_and_ben_confer(conference(ROOM).moderatorPin("99").mutedOnEntry().row());
        String own = rung(asks("c1", "cleo"));
        brain.when(facts.hungUp("c1", "a"));
        assertThat(brain.effects()).isEmpty();

        brain.when(facts.answered(own, "b1"));

        assertThat(brain.events(ConferenceJoined.class))
                .containsExactly(new ConferenceJoined(own, ROOM, "b1", false, true, false));
    }

    @Test
    void a_seat_is_passed_on_in_a_full_room_too() {
        anna_and_ben_confer(conference(ROOM).maxMembers(2).row());
        String own = rung(facts.refers("c2", "a", "cleo"));

        brain.when(facts.answered(own, "b1"));

        assertThat(room().seats()).extracting(it -> it.leg().callId()).containsExactly("c1", own);
    }

    @Test
    void only_a_moderator_passes_on_where_there_can_be_one() {
        anna_and_ben_confer();
        assertThat(refused(facts.refers("c2", "a", "cleo"))).isEqualTo("conference.no-moderator");
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c2", "a", "rf-c2", 403, "conference.no-moderator"));
    }

    @Test
    void only_users_and_numbers_outside_take_a_seat() {
        anna_and_ben_confer();
        brain.given(Rows.extension("800", DestKind.HANGUP, null));
        assertThat(refused(facts.refers("c1", "a", "800"))).isEqualTo("talk.only-users");
        assertThat(refused(facts.refers("c1", "a", "nobody"))).isEqualTo("routing.not-a-number");
        brain.given(UserRow.user("cleo").maxSimultaneous(1).row());
        brain.given(phones.calls("c3", "cleo", "ben"));
        assertThat(refused(facts.refers("c1", "a", "cleo"))).isEqualTo("routing.busy");
    }

    @Test
    void a_number_outside_takes_it_from_whom_may_pass_on_outside() {
        anna_and_ben_confer();
        assertThat(refused(facts.refers("c1", "a", "0891234567"))).isEqualTo("transfer.outside-not-allowed");
        brain.given(Draft.like(UserRow.user("anna").row())
                .with("allowPstnBlindTransfer", true)
                .row());
        String own = rung(facts.refers("c1", "a", "0891234567"));

        brain.when(facts.answered(own, "b1"));

        assertThat(room().seats()).extracting(it -> it.leg().callId()).containsExactly("c2", own);
    }

    @Test
    void so_often_and_no_more() {
        anna_and_ben_confer();
        for (int i = 0; i < 32; i++) {
            String own = rung(facts.refers("c1", "a", "cleo"));
            brain.given(facts.failed(own, "b1", 486));
        }
        assertThat(refused(facts.refers("c1", "a", "cleo"))).isEqualTo("transfer.too-many");
    }
}
