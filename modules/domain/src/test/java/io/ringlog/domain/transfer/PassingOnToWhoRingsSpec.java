package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.TransferAsked;
import io.ringlog.domain.journal.CallEvent.TransferFailed;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command.AnswerRefer;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.NotifyRefer;
import io.ringlog.domain.journal.Command.Play;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt.Purpose;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Transfer.Asked;
import io.ringlog.domain.state.Transfer.Step;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna talks with Ben, Ben rings Cleo, and passes Anna on while Cleo's phone rings (RFC 5589 section 7.6). */
class PassingOnToWhoRingsSpec {

    private static final LegRef BEN_THERE = new LegRef("c2", "a");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain =
            Phones.callingOut().given(UserRow.user("cleo").maxSimultaneous(1).row(), Rows.device("cleo"));

    @BeforeEach
    void anna_talks_with_ben() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls("c1", "anna", "ben"), facts.answered("c1", "b1"));
    }

    private void ben_rings(String number) {
        brain.given(phones.calls("c2", "ben", number));
    }

    private void ben_passes_anna_on() {
        ben_rings("cleo");
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.when(facts.split("c1", talk("c1")));
    }

    private CallState call(String callId) {
        return brain.state().call(callId).orElseThrow();
    }

    private String talk(String callId) {
        return call(callId).legs().stream()
                .filter(Leg.InTalk.class::isInstance)
                .map(leg -> ((Leg.InTalk) leg).talkId())
                .findFirst()
                .orElse("");
    }

    @Test
    void the_phone_rings_for_who_is_passed_on_and_no_more_for_who_did() {
        ben_rings("cleo");
        brain.when(facts.refers("c1", "b1", BEN_THERE));
        assertThat(brain.events(TransferAsked.class))
                .containsExactly(new TransferAsked("c1", "b1", "a", "call c2", null));
        brain.when(facts.takenOver("c1", "a", "b1"));
        assertThat(brain.commands(AnswerRefer.class)).containsExactly(new AnswerRefer("c1", "b1", "rf-c1", 202, null));
        assertThat(brain.state().call("c2")).isPresent();

        brain.when(facts.split("c1", talk("c1")));

        assertThat(brain.commands(CancelLegs.class))
                .containsExactly(new CancelLegs("c2", List.of("b1"), "call.answered-elsewhere"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::callId)
                .containsExactly("c2");
        assertThat(brain.events(LegLost.class))
                .extracting(LegLost::callId, LegLost::answeredElsewhere)
                .containsExactly(tuple("c2", true));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::cause, it -> it.cdr().parentCallId())
                .containsExactly(tuple("c2", "call.transferred", "c1"));
        assertThat(brain.commands(Play.class)).extracting(Play::callId).containsExactly("c1");
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.callId()).isEqualTo("c1");
        assertThat(invite.onBehalfOf()).isEqualTo("a");
    }

    @Test
    void who_answers_talks_with_who_was_passed_on() {
        ben_passes_anna_on();
        brain.given(facts.rang("c1", "b2"));

        brain.when(facts.answered("c1", "b2"));

        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::legs)
                .containsExactly(List.of(new LegRef("c1", "a"), new LegRef("c1", "b2")));
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred("c1", "b1", "a", "call c2", null));
        assertThat(brain.commands(NotifyRefer.class)).containsExactly(new NotifyRefer("c1", "b1", "rf-c1", 200, true));
    }

    @Test
    void nobody_who_answers_brings_both_back_together_or_rings_who_has_left() {
        ben_passes_anna_on();
        brain.whenPassed(Duration.ofMinutes(2));
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::code, TransferFailed::then)
                .containsExactly(tuple("routing.no-answer", Then.TALKS));
    }

    @Test
    void who_has_left_meanwhile_is_rung_for_who_was_passed_on() {
        ben_passes_anna_on();
        brain.given(facts.hungUp("c1", "b1"));
        brain.when(facts.failed("c1", "b2", 486));
        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::then)
                .containsExactly(Then.RECALLS);
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void a_phone_that_gives_the_other_call_up_at_once_has_passed_on_all_the_same() {
        ben_rings("cleo");
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.given(facts.cancelled("c2"));

        brain.when(facts.split("c1", talk("c1")));

        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::callId)
                .containsExactly("c1");
    }

    @Test
    void an_answer_that_comes_first_joins_the_two_calls() {
        ben_rings("cleo");
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.given(facts.answered("c2", "b1"));

        brain.when(facts.split("c1", talk("c1")));
        assertThat(brain.commands(InviteParty.class)).isEmpty();
        brain.when(facts.takenOver("c2", "a", "b1"));

        LegRef anna = new LegRef("c1", "a");
        LegRef cleo = new LegRef("c2", "b1");
        assertThat(brain.commands(JoinLegs.class)).extracting(JoinLegs::legs).containsExactly(List.of(anna, cleo));
        brain.when(facts.joined("c1", call("c1").transfer().talkId(), List.of(anna, cleo)));
        assertThat(brain.events(CallTransferred.class)).hasSize(2);
        assertThat(brain.commands(NotifyRefer.class)).contains(new NotifyRefer("c1", "b1", "rf-c1", 200, true));
    }

    @Test
    void one_that_was_answered_and_put_on_hold_meanwhile_is_called_anew() {
        ben_rings("cleo");
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.given(facts.answered("c2", "b1"));
        brain.given(new HoldRequested("r", "api", "c2", "a", true, "key"));

        brain.when(facts.split("c1", talk("c1")));

        assertThat(brain.events(TransferFailed.class))
                .extracting(TransferFailed::code)
                .containsExactly("routing.busy");
    }

    @Test
    void somebody_at_the_api_names_the_other_call_alone() {
        ben_rings("cleo");
        TransferTo to = new TransferTo.Consulted("c2", null);
        brain.given(new TransferRequested("r1", "api-1", "c1", "b1", to, "key"));
        brain.given(facts.takenOver("c1", "a", "b1"));
        brain.when(facts.split("c1", talk("c1")));
        assertThat(brain.effects()).extracting(it -> ((Effect.Reply) it).code()).containsExactly("call.transferring");

        brain.when(facts.rang("c1", "b2"));

        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::legIds)
                .containsExactly(List.of("b1"));
    }

    @Test
    void a_call_that_the_platform_began_is_rung_out_of_too() {
        brain.when(new CallAsked("r1", "api", "ben", "cleo", null, null, "key:1"));
        String other = brain.state().calls().stream()
                .map(CallState::callId)
                .filter(it -> !it.equals("c1"))
                .findFirst()
                .orElseThrow();
        brain.given(facts.answered(other, "b1"));
        brain.given(facts.refers("c1", "b1", new LegRef(other, "b1")), facts.takenOver("c1", "a", "b1"));

        brain.when(facts.split("c1", talk("c1")));

        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .containsExactly(tuple(other, List.of("b1")));
        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::callId)
                .containsExactly("c1");
    }

    @Test
    void a_group_rings_on_as_a_group() {
        brain.given(
                GroupRow.group("rg_1")
                        .members(new Member("us_cleo", 0, 0, null))
                        .row(),
                Rows.extension("150", DestKind.RING_GROUP, "rg_1"));
        ben_rings("150");
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.when(facts.split("c1", talk("c1")));
        assertThat(call("c1").ring().purpose()).isInstanceOf(Purpose.Group.class);
    }

    @Test
    void a_number_outside_needs_the_right_to_pass_on_outside() {
        ben_rings("0891234567");
        brain.when(facts.refers("c1", "b1", BEN_THERE));
        assertThat(brain.commands(AnswerRefer.class))
                .containsExactly(new AnswerRefer("c1", "b1", "rf-c1", 403, "transfer.outside-not-allowed"));

        brain.given(Draft.like(UserRow.user("ben").row())
                .with("allowPstnBlindTransfer", true)
                .row());
        brain.given(facts.refers("c1", "b1", BEN_THERE), facts.takenOver("c1", "a", "b1"));
        brain.when(facts.split("c1", talk("c1")));
        assertThat(brain.commands(InviteParty.class).getFirst().targets())
                .extracting(Target::contact)
                .extracting(it -> it.uri())
                .containsExactly("sip:49891234567@tr-1.example:5070");
    }

    @Test
    void what_rings_for_nobody_of_theirs_is_refused() {
        ben_rings("cleo");
        brain.when(facts.refers("c1", "b1", new LegRef("c2", "b1")));
        assertThat(brain.commands(AnswerRefer.class))
                .extracting(AnswerRefer::status)
                .containsExactly(403);
        brain.given(facts.failed("c2", "b1", 486));
        brain.given(phones.calls("c3", "ben", "700"));
        brain.when(facts.refers("c1", "b1", new LegRef("c3", "a")));
        assertThat(brain.commands(AnswerRefer.class)).hasSize(1);
        assertThat(call("c1").transfer()).isNull();
    }

    @Test
    void nobody_is_rung_for_somebody_else_whose_caller_is_being_passed_on_or_whom_a_flow_rings() {
        ben_rings("cleo");
        CallState ringing = call("c2");
        Transfer transfer = new Transfer(
                "b9", null, null, "a", new TransferTo.Dialled("1"), Step.LEADING, "", "", new Asked.ByOtherCall("c9"));
        assertThat(StillRinging.target(ringing, "a")).isPresent();
        assertThat(StillRinging.target(ringing.withTransfer(transfer), "a")).isEmpty();
        assertThat(StillRinging.target(ringing.withLegs(List.of()), "a")).isEmpty();
        assertThat(new Purpose.Group("rg_1", "node", null).rungIn("c2", "a")).isEmpty();
    }
}
