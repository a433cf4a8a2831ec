package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Transfer.Step;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna calls Ben, who passes her on; on the way something else happens than what should. */
class TroubledTransfersSpec {

    private static final String C = "c1";
    private static final String IN = "c3";
    private static final LegRef BEN_THERE = new LegRef("c2", "a");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office()
            .given(
                    UserRow.user("cleo").row(),
                    Rows.device("cleo"),
                    Rows.trunk(),
                    Rows.did("4930100", DestKind.USER, "us_ben"));

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    @Test
    void a_phone_that_goes_before_it_is_accepted_ends_the_call() {
        brain.given(facts.refers(C, "b1", "cleo"));
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("called.hung-up");
        assertThat(brain.commands(InviteParty.class)).isEmpty();
    }

    @Test
    void another_talk_that_ends_is_not_the_one_that_is_waited_for() {
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.split(C, "tk-other"));
        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(call(C).transfer().step()).isEqualTo(Step.SPLITTING);
    }

    @Test
    void a_talk_that_cannot_be_ended_goes_on() {
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"));
        brain.when(facts.commandFailed(C, call(C).transfer().commandId(), null, "talk.unknown"));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer(C, "b1", "rf-c1", 480, true));
        assertThat(failures()).containsExactly(tuple(C, "talk.unknown", Then.TALKS));
        assertThat(brain.events(CallEnded.class)).isEmpty();
    }

    @Test
    void a_talk_that_cannot_be_ended_ends_with_the_phone_that_has_gone() {
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"), facts.hungUp(C, "b1"));
        brain.when(facts.commandFailed(C, call(C).transfer().commandId(), null, "talk.unknown"));
        assertThat(failures()).containsExactly(tuple(C, "talk.unknown", Then.ENDS));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("a"));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("talk.unknown");
    }

    @Test
    void a_command_that_nobody_waits_for_fails_without_harm() {
        brain.given(facts.refers(C, "b1", "cleo"));
        brain.when(facts.commandFailed(C, "cm-other", "b9", "leg.unknown"));
        assertThat(brain.events(TransferFailed.class)).isEmpty();
        assertThat(call(C).transfer().step()).isEqualTo(Step.TAKING_OVER);
    }

    private void theTwoTalkAgain() {
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::then)
                .containsExactly(Then.TALKS);
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef(C, "a"), new LegRef(C, "b1")));
    }

    @Test
    void a_target_that_the_edge_cannot_ring_brings_the_caller_back() {
        String talk = talkOf(C);
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"), facts.split(C, talk));
        brain.when(facts.commandFailed(C, "cm-invite", "b2", "media.no-ports"));
        theTwoTalkAgain();
    }

    @Test
    void a_target_that_is_gone_when_the_talk_has_ended_brings_the_caller_back() {
        brain.given(facts.refers(C, "b1", "cleo"), facts.takenOver(C, "a", "b1"));
        String talk = talkOf(C);
        brain.whenRemoved("us_cleo");
        brain.when(facts.split(C, talk));
        theTwoTalkAgain();
    }

    @Test
    void nobody_can_be_called_back_when_it_was_no_user_who_passed_on() {
        brain.given(facts.inviteFromTrunk(IN, Rows.TRUNK, "49171", "4930100"), facts.answered(IN, "b1"));
        String talk = talkOf(IN);
        brain.given(new TransferRequested("r1", "api-1", IN, "a", new TransferTo.Dialled("cleo"), "key"));
        brain.given(facts.takenOver(IN, "a", "b1"), facts.split(IN, talk), facts.rang(IN, "b2"));
        brain.when(facts.failed(IN, "b2", 486));
        assertThat(failures()).containsExactly(tuple(IN, "routing.busy", Then.ENDS));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::cause).containsExactly("routing.busy");
        assertThat(brain.commands(InviteParty.class)).isEmpty();
    }

    @Test
    void another_talk_that_begins_is_not_that_of_the_far_ends() {
        consulting();
        brain.given(facts.takenOver(C, "a", "b1"), facts.takenOver("c2", "a", "b1"));
        brain.when(facts.joined(C, "tk-other", List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));
        assertThat(brain.commands(HangUpLegs.class)).isEmpty();
        assertThat(call(C).transfer().step()).isEqualTo(Step.JOINING);
    }

    @Test
    void far_ends_that_cannot_be_joined_are_let_go_when_nobody_is_left_to_talk_to() {
        consulting();
        brain.given(facts.takenOver(C, "a", "b1"), facts.takenOver("c2", "a", "b1"));
        String command = call(C).transfer().commandId();
        brain.given(facts.hungUp(C, "b1"), facts.hungUp("c2", "a"));
        brain.when(facts.commandFailed(C, command, null, "media.closed"));
        assertThat(failures())
                .containsExactlyInAnyOrder(tuple(C, "media.closed", Then.ENDS), tuple("c2", "media.closed", Then.ENDS));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void who_was_on_hold_talks_again_when_they_cannot_be_joined() {
        String talk = talkOf(C);
        brain.given(new HoldRequested("h1", "api-1", C, "b1", true, "key"));
        brain.given(facts.takenOver(C, "a", "b1"), facts.split(C, talk));
        consulted();
        String second = talkOf("c2");
        brain.when(facts.refers(C, "b1", BEN_THERE));
        assertThat(brain.commands(TakeOver.class)).containsExactly(new TakeOver("c2", second));
        brain.when(facts.commandFailed("c2", call("c2").transfer().commandId(), null, "session.changing"));
        assertThat(failures())
                .containsExactlyInAnyOrder(
                        tuple(C, "session.changing", Then.TALKS), tuple("c2", "session.changing", Then.TALKS));
        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::callId, JoinLegs::legs)
                .containsExactly(tuple(C, List.of(new LegRef(C, "a"), new LegRef(C, "b1"))));
    }

    @Test
    void the_first_call_may_end_and_the_consulted_one_goes_on() {
        consulting();
        brain.when(facts.hungUp(C, "a"));
        assertThat(failures()).containsExactly(tuple("c2", "transfer.other-call-ended", Then.TALKS));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::callId).containsExactly(C);
        assertThat(call("c2").transfer()).isNull();
    }

    private List<org.assertj.core.groups.Tuple> failures() {
        return brain.events(TransferFailed.class).stream()
                .map(it -> tuple(it.callId(), it.code(), it.then()))
                .toList();
    }

    private void consulting() {
        brain.given(facts.held(C, "b1", true));
        consulted();
        brain.given(facts.refers(C, "b1", BEN_THERE));
    }

    private void consulted() {
        brain.given(phones.calls("c2", "ben", "cleo"), facts.answered("c2", "b1"));
    }

    private CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    private String talkOf(String callId) {
        return call(callId).legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }
}
