package io.ringlog.domain.park;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallParked;
import io.ringlog.domain.journal.CallEvent.CallRetrieved;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.ParkTimedOut;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command.AnswerLeg;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna calls Ben, Ben parks her, Cleo comes for her (RFC 5359 section 2.15). */
class ParkingSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    UserRow.user("cleo").row(),
                    Rows.device("cleo"),
                    new ParkLot("pk_1", Rows.ACCOUNT, "Hall", "700", 701, 2, 60, null));

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    @Test
    void who_is_passed_on_to_the_lot_waits_in_its_first_free_slot_with_music() {
        brain.given(facts.refers(C, "b1", "700"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
        assertThat(brain.events(CallParked.class)).containsExactly(new CallParked(C, "a", "pk_1", "701", "us_ben"));
        assertThat(brain.commands(Play.class))
                .extracting(Play::legId, Play::mediaIds)
                .contains(
                        tuple("a", List.of("moh")),
                        tuple("b1", List.of("park-slot", "number-7", "hundred", "number-1")));
        assertThat(brain.commands(HangUpLegs.class)).isEmpty();

        brain.when(heard());

        assertThat(brain.reasons(CallTransferred.class).getFirst().inputs())
                .containsEntry("slot", "701")
                .containsEntry("spoken", "true");
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer(C, "b1", "rf-c1", 200, true));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b1"));
    }

    private CallFact heard() {
        return new CallFact.PlaybackFinished(
                facts.stamp(), C, "b1", brain.hears(C, "b1"), CallFact.PlaybackEnd.FINISHED);
    }

    @Test
    void whoever_hangs_up_before_the_slot_is_said_has_parked_the_call() {
        brain.given(facts.refers(C, "b1", "700"), facts.takenOver(C, "a", "b1"), facts.split(C, talk()));

        brain.when(facts.hungUp(C, "b1"));

        assertThat(brain.reasons(CallTransferred.class).getFirst().inputs()).containsEntry("spoken", "false");
        assertThat(call(C).waiting().slot()).isEqualTo("701");
        assertThat(call(C).transfer()).isNull();
        assertThat(brain.events(CallEnded.class)).isEmpty();
    }

    @Test
    void a_slot_that_cannot_be_said_is_parked_in_all_the_same() {
        brain.given(facts.refers(C, "b1", "700"), facts.takenOver(C, "a", "b1"), facts.split(C, talk()));

        brain.when(facts.commandFailed(C, "0-1-1", "b1", "media.no-address"));

        assertThat(brain.reasons(CallTransferred.class).getFirst().inputs()).containsEntry("spoken", "false");
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b1"));
        assertThat(call(C).waiting().slot()).isEqualTo("701");
        assertThat(brain.events(CallEnded.class)).isEmpty();
    }

    @Test
    void whoever_comes_for_the_call_while_the_slot_is_said_gets_who_waits() {
        brain.given(facts.refers(C, "b1", "700"), facts.takenOver(C, "a", "b1"), facts.split(C, talk()));
        brain.when(phones.calls("c2", "cleo", "701"));
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(new LegRef(C, "a"), new LegRef("c2", "a"));

        brain.when(facts.joined("c2", join.talkId(), join.legs()));

        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b1"));
        assertThat(call(C).transfer()).isNull();
        assertThat(brain.events(CallEnded.class)).isEmpty();
        brain.when(facts.hungUp("c2", "a"));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::callId).contains(C);
    }

    @Test
    void whoever_dials_the_slot_talks_with_who_waits() {
        parkedIn("702");
        brain.when(phones.calls("c2", "cleo", "702"));
        assertThat(brain.commands(AnswerLeg.class))
                .extracting(AnswerLeg::callId)
                .containsExactly("c2");
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.callId()).isEqualTo("c2");
        assertThat(join.legs()).containsExactly(new LegRef(C, "a"), new LegRef("c2", "a"));

        brain.when(facts.joined("c2", join.talkId(), join.legs()));

        assertThat(brain.events(CallRetrieved.class)).containsExactly(new CallRetrieved(C, "a", "pk_1", "702", "c2"));
        assertThat(call(C).waiting()).isNull();
        assertThat(call(C).leg("a").orElseThrow()).isInstanceOf(Leg.Talking.class);
        brain.when(facts.hungUp("c2", "a"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, it -> it.cdr().parentCallId())
                .containsExactly(tuple("c2", C), tuple(C, null));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_slot_in_which_nobody_waits_is_nothing_to_dial() {
        brain.when(phones.calls("c2", "cleo", "702"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(404, "park.nobody"));
    }

    @Test
    void a_taken_slot_is_refused_and_a_full_lot_too() {
        parkedIn("701");
        brain.given(phones.calls("c2", "cleo", "ben"), facts.answered("c2", "b1"));
        brain.when(facts.refers("c2", "b1", "701"));
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c2", "b1", "rf-c2", 486, "park.taken"));
    }

    @Test
    void nobody_comes_and_whoever_parked_is_rung_for_it() {
        parkedIn("701");
        brain.whenPassed(Duration.ofSeconds(60));
        assertThat(brain.events(ParkTimedOut.class)).containsExactly(new ParkTimedOut(C, "pk_1", "701", "us_ben"));
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
        brain.when(facts.answered(C, "b2"));
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "a"), new LegRef(C, "b2")));
    }

    @Test
    void who_came_and_went_before_they_talked_leaves_the_other_waiting() {
        parkedIn("701");
        brain.given(phones.calls("c2", "cleo", "701"));
        brain.when(facts.hungUp("c2", "a"));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::callId).containsExactly("c2");
        assertThat(call(C).waiting().byCallId()).isNull();
        assertThat(brain.timers()).containsKey("park/" + C);
    }

    @Test
    void who_comes_for_one_that_hangs_up_at_that_moment_does_not_wait_for_nobody() {
        parkedIn("701");
        brain.given(phones.calls("c2", "cleo", "701"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause)
                .contains(tuple("c2", "park.nobody"));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .contains(tuple("c2", List.of("a")));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_slot_whose_digits_are_an_extension_is_passed_over() {
        brain.given(Rows.extension("701", DestKind.HANGUP, null));
        parkedIn("700", "702");
    }

    @Test
    void who_waits_may_hang_up() {
        parkedIn("701");
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class)).hasSize(1);
        assertThat(brain.timers()).doesNotContainKey("park/" + C);
    }

    @Test
    void somebody_at_the_api_hears_which_slot_it_is() {
        brain.given(new TransferRequested("r1", "api-1", C, "b1", new TransferTo.Parked(null, null), "key"));
        brain.given(facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, talk()));
        assertThat(brain.effects())
                .extracting(it -> ((Effect.Reply) it).code(), it -> ((Effect.Reply) it).text())
                .containsExactly(tuple("call.parked", "701"));
        assertThat(brain.events(TransferFailed.class)).isEmpty();
    }

    private void parkedIn(String slot) {
        parkedIn(slot, slot);
    }

    private void parkedIn(String dialled, String slot) {
        String talk = talk();
        brain.given(facts.refers(C, "b1", dialled), facts.takenOver(C, "a", "b1"), facts.split(C, talk));
        brain.given(heard());
        assertThat(call(C).waiting().slot()).isEqualTo(slot);
    }

    private CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    private String talk() {
        return ((Leg.InTalk) call(C).leg("a").orElseThrow()).talkId();
    }
}
