package io.ringlog.domain.park;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.FeatureCode;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallPickedUp;
import io.ringlog.domain.journal.CallEvent.CallRetrieved;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.AnswerLeg;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna calls Ben, whose phone rings, and Cleo takes the call (RFC 5359 section 2.16). */
class PickingUpSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(UserRow.user("cleo").row(), Rows.device("cleo"));

    @BeforeEach
    void bens_phone_rings_for_anna() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls("c1", "anna", "ben"), facts.rang("c1", "b1"));
    }

    @Test
    void the_ringing_phone_is_told_that_it_was_answered_elsewhere_and_both_are_joined() {
        brain.when(phones.calls("c2", "cleo", "**ben"));
        assertThat(brain.commands(CancelLegs.class))
                .extracting(CancelLegs::callId, CancelLegs::reason)
                .containsExactly(tuple("c1", "call.answered-elsewhere"));
        assertThat(brain.events(LegLost.class))
                .extracting(LegLost::answeredElsewhere)
                .containsExactly(true);
        assertThat(brain.commands(AnswerLeg.class))
                .extracting(AnswerLeg::callId)
                .containsExactly("c1", "c2");
        assertThat(brain.events(CallPickedUp.class)).containsExactly(new CallPickedUp("c1", "c2", "us_cleo"));
        assertThat(brain.state().holders(Scopes.user("us_ben"))).isEmpty();
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(new LegRef("c1", "a"), new LegRef("c2", "a"));
        assertThat(brain.commands().getLast()).isEqualTo(join);

        brain.when(facts.joined("c2", join.talkId(), join.legs()));
        assertThat(brain.events(CallRetrieved.class)).hasSize(1);
        brain.when(facts.hungUp("c1", "a"));

        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::callId, CallEnded::disposition)
                .containsExactly(tuple("c1", Disposition.ANSWERED), tuple("c2", Disposition.ANSWERED));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_pickup_that_cannot_be_joined_ends_both() {
        brain.given(phones.calls("c2", "cleo", "**ben"));
        brain.when(facts.commandFailed("c2", "x", null, "media.closed"));
        assertThat(brain.events(CallEnded.class)).extracting(CallEnded::callId).containsExactly("c2", "c1");
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_caller_who_is_being_passed_on_may_be_picked_up_and_that_is_the_end_of_the_transfer() {
        brain.given(UserRow.user("dora").row(), Rows.device("dora"));
        brain.given(facts.answered("c1", "b1"));
        brain.given(facts.refers("c1", "b1", "cleo"), facts.takenOver("c1", "a", "b1"));
        brain.given(facts.split("c1", talk("c1")), facts.rang("c1", "b2"));

        brain.when(phones.calls("c2", "dora", "**cleo"));

        assertThat(brain.commands(Command.NotifyRefer.class))
                .extracting(Command.NotifyRefer::status, Command.NotifyRefer::last)
                .containsExactly(tuple(200, true));
        assertThat(brain.events(CallTransferred.class)).hasSize(1);
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(new LegRef("c1", "a"), new LegRef("c2", "a"));
        brain.given(facts.joined("c2", join.talkId(), join.legs()));
        brain.when(facts.hungUp("c2", "a"));
        assertThat(brain.state().calls()).isEmpty();
    }

    private String talk(String callId) {
        return ((Leg.InTalk) brain.state().call(callId).orElseThrow().leg("a").orElseThrow()).talkId();
    }

    @Test
    void a_phone_that_answered_just_before_keeps_its_caller() {
        brain.given(phones.calls("c2", "cleo", "**ben"));

        brain.when(facts.passedOn("c1", "b1"));

        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId)
                .containsExactly("c2");
        assertThat(brain.events(LegConnected.class))
                .extracting(LegConnected::callId, LegConnected::legId)
                .containsExactly(tuple("c1", "b1"));
        assertThat(brain.state().holders(Scopes.user("us_ben"))).containsExactly("c1");
        brain.when(facts.commandFailed("c2", "x", "a", "leg.not-talking"));
        assertThat(brain.state().calls()).extracting(CallState::callId).containsExactly("c1");
        brain.when(facts.hungUp("c1", "b1"));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_phone_that_answers_when_the_caller_has_been_taken_is_too_late() {
        brain.given(phones.calls("c2", "cleo", "**ben"), facts.answered("c1", "a"));

        brain.when(facts.answered("c1", "b1"));

        assertThat(brain.commands()).containsExactly(new HangUpLegs("c1", List.of("b1"), "call.answered-too-late"));
        assertThat(brain.state().calls()).hasSize(2);
    }

    @Test
    void nothing_that_rings_is_said() {
        brain.when(phones.calls("c2", "cleo", "**anna"));
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple(480, "pickup.nothing-rings"));
    }

    @Test
    void a_group_picks_up_among_its_own() {
        brain.when(phones.calls("c2", "cleo", "*8"));
        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
        brain.whenSaved(Draft.like(UserRow.user("ben").row())
                .with("pickupGroup", "sales")
                .row());
        brain.whenSaved(Draft.like(UserRow.user("cleo").row())
                .with("pickupGroup", "sales")
                .row());
        brain.when(phones.calls("c3", "cleo", "*8"));
        assertThat(brain.commands(Command.JoinLegs.class)).hasSize(1);
    }

    @Test
    void an_account_chooses_its_codes_or_none() {
        brain.whenSaved(new FeatureCode("fc_1", Rows.ACCOUNT, Feature.PICKUP, "*20"));
        brain.when(phones.calls("c2", "cleo", "**ben"));
        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
        brain.when(phones.calls("c3", "cleo", "*20ben"));
        assertThat(brain.commands(JoinLegs.class)).hasSize(1);
    }
}
