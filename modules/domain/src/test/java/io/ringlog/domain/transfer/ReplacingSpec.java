package io.ringlog.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.CallEvent.CallPickedUp;
import io.ringlog.domain.journal.CallEvent.CallTransferred;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.Replacing;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Command.RingLeg;
import io.ringlog.domain.journal.Command.TakeOver;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Anna calls Ben, and Cleo's phone wants Ben's place in that call (RFC 3891). */
class ReplacingSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(UserRow.user("cleo").row(), Rows.device("cleo"));

    @BeforeEach
    void bens_phone_rings_for_anna() {
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("cleo"));
        brain.given(phones.calls("c1", "anna", "ben"), facts.rang("c1", "b1"));
    }

    private InviteReceived inPlaceOf(@Nullable LegRef party, boolean earlyOnly) {
        return phones.calls("c2", "cleo", "ben").inPlaceOf(new Replacing(party, earlyOnly));
    }

    private InviteReceived inPlaceOf(String legId) {
        return inPlaceOf(new LegRef("c1", legId), false);
    }

    private String talk() {
        return ((Leg.InTalk) brain.state().call("c1").orElseThrow().leg("a").orElseThrow()).talkId();
    }

    private void refused(int status, String code) {
        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::callId, RefuseCall::status, RefuseCall::warning)
                .containsExactly(tuple("c2", status, code));
        assertThat(brain.state().calls()).extracting(CallState::callId).containsExactly("c1");
    }

    @Test
    void a_phone_that_rings_is_picked_up() {
        brain.when(inPlaceOf("b1"));

        assertThat(brain.events(CallPickedUp.class)).containsExactly(new CallPickedUp("c1", "c2", "us_cleo"));
        assertThat(brain.commands(JoinLegs.class)).hasSize(1);
    }

    @Test
    void a_phone_that_talks_leaves_its_place_to_who_comes() {
        brain.given(facts.answered("c1", "b1"));
        String talk = talk();

        brain.when(inPlaceOf("b1"));
        assertThat(brain.commands()).containsExactly(new RingLeg("c2", "a"), new TakeOver("c1", talk));
        brain.given(facts.takenOver("c1", "a", "b1"));
        brain.when(facts.split("c1", talk));

        assertThat(brain.commands(Command.AnswerLeg.class))
                .extracting(Command.AnswerLeg::callId)
                .containsExactly("c2");
        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(new LegRef("c1", "a"), new LegRef("c2", "a"));
        assertThat(brain.commands(HangUpLegs.class))
                .extracting(HangUpLegs::callId, HangUpLegs::legIds)
                .containsExactly(tuple("c1", List.of("b1")));
        assertThat(brain.events(CallTransferred.class))
                .containsExactly(new CallTransferred("c1", "b1", "a", "call c2", null));
        brain.given(facts.joined("c2", join.talkId(), join.legs()));
        brain.when(facts.hungUp("c1", "a"));
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void who_gives_up_meanwhile_leaves_both_talking() {
        brain.given(facts.answered("c1", "b1"));
        String talk = talk();
        brain.given(inPlaceOf("b1"), facts.takenOver("c1", "a", "b1"), facts.cancelled("c2"));

        brain.when(facts.split("c1", talk));

        assertThat(brain.commands(JoinLegs.class))
                .extracting(JoinLegs::callId, JoinLegs::legs)
                .containsExactly(tuple("c1", List.of(new LegRef("c1", "a"), new LegRef("c1", "b1"))));
        assertThat(brain.state().calls()).hasSize(1);
    }

    @Test
    void a_call_that_cannot_be_taken_over_goes_on_and_who_came_is_told() {
        brain.given(facts.answered("c1", "b1"));
        brain.when(inPlaceOf("b1"));
        String command = brain.state()
                .call("c1")
                .flatMap(it -> Optional.ofNullable(it.transfer()))
                .orElseThrow()
                .commandId();

        brain.when(facts.commandFailed("c1", command, null, "call.not-proxied"));

        refused(480, "replaces.not-now");
    }

    @Test
    void a_call_that_ends_meanwhile_is_nobodys_place() {
        brain.given(facts.answered("c1", "b1"), inPlaceOf("b1"));

        brain.when(facts.hungUp("c1", "a"));

        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
        assertThat(brain.state().calls()).isEmpty();
    }

    @Test
    void a_dialog_that_is_not_meant_here_is_unknown() {
        brain.when(inPlaceOf(null, false));
        refused(481, "replaces.unknown-dialog");
        brain.when(inPlaceOf(new LegRef("c9", "a"), false));
        refused(481, "replaces.unknown-dialog");
    }

    @Test
    void a_dialog_of_its_own_and_a_leg_that_is_none_are_unknown() {
        brain.when(inPlaceOf(new LegRef("c2", "a"), false));
        refused(481, "replaces.unknown-dialog");
        brain.when(inPlaceOf("b9"));
        refused(481, "replaces.unknown-dialog");
    }

    @Test
    void an_early_dialog_that_the_caller_began_is_not_replaced() {
        brain.when(inPlaceOf("a"));

        refused(481, "replaces.unknown-dialog");
    }

    @Test
    void whoever_wants_an_early_dialog_alone_is_told_that_it_is_answered() {
        brain.given(facts.answered("c1", "b1"));

        brain.when(inPlaceOf(new LegRef("c1", "b1"), true));

        refused(486, "replaces.early-only");
    }

    @Test
    void who_is_being_passed_on_is_nobodys_now() {
        brain.given(facts.answered("c1", "b1"), facts.refers("c1", "b1", "anna"));

        brain.when(inPlaceOf("b1"));

        refused(480, "replaces.not-now");
    }
}
