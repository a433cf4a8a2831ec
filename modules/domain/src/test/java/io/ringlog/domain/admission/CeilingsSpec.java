package io.ringlog.domain.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.call.CallKeeper;
import io.ringlog.domain.call.LegDesk;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Lease;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls on their way out hold, whoever starts them: a lease each, from admission to the end. */
class CeilingsSpec {
    private static final Party CALLER = new Party.Number("1");

    private static final String FAR = "4930123456";

    private final Facts facts = new Facts("edge1", 1);

    @ParameterizedTest
    @EnumSource(names = {"OUTBOUND", "DIALER"})
    void an_account_admits_as_many_as_its_ceiling_and_again_when_one_ends(Direction direction) {
        BrainSpec brain = exchange(direction).given((ConfigRow) account(direction, 2));
        brain.when(invite("call_1"), invite("call_2"));
        assertThat(brain.events(CallAdmitted.class)).hasSize(2);
        assertThat(brain.state().holders(Scopes.account(direction))).containsExactly("call_1", "call_2");

        brain.when(invite("call_3"));
        refused(brain, "admission.account-full");
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs())
                .containsEntry("admission.account-full", Scopes.account(direction) + " 2 of 2");
        assertThat(brain.state().lease("call_3")).isEmpty();

        brain.given(facts.cancelled("call_1"));
        brain.when(invite("call_4"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
        assertThat(brain.state().holders(Scopes.account(direction))).containsExactly("call_2", "call_4");
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTBOUND", "DIALER"})
    void a_ceiling_of_nothing_admits_nobody(Direction direction) {
        BrainSpec brain = exchange(direction).given((ConfigRow) account(direction, 0));
        brain.when(invite("call_1"));
        refused(brain, "admission.account-full");
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTBOUND", "DIALER"})
    void the_ceilings_of_other_directions_do_not_count(Direction direction) {
        Account others = direction == Direction.DIALER ? Rows.account(0, 0, null) : Rows.account(0, null, 0);
        BrainSpec brain = exchange(direction).given((ConfigRow) others);
        brain.when(invite("call_1"), invite("call_2"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTBOUND", "DIALER"})
    void the_channels_of_the_trunk_they_leave_by_are_leases_too(Direction direction) {
        BrainSpec brain = exchange(direction).given((ConfigRow) Rows.trunk(1));
        brain.given(invite("call_1"));
        brain.when(invite("call_2"));
        refused(brain, "admission.trunk-full");

        brain.given(facts.cancelled("call_1"));
        brain.when(invite("call_3"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTBOUND", "DIALER"})
    void the_user_who_calls_holds_one_of_its_own(Direction direction) {
        BrainSpec brain = exchange(direction)
                .given((ConfigRow) UserRow.user("anna").maxSimultaneous(1).row());
        brain.given(invite("call_1"));
        brain.when(invite("call_2"));
        refused(brain, "admission.user-full");

        brain.given(facts.cancelled("call_1"));
        brain.when(invite("call_3"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTBOUND", "DIALER"})
    void a_window_of_their_direction_slides(Direction direction) {
        CallLimit.Direction counted =
                direction == Direction.DIALER ? CallLimit.Direction.DIALER : CallLimit.Direction.OUT;
        BrainSpec brain =
                exchange(direction).given((ConfigRow) Rows.limit("lim_1", CallLimit.ScopeKind.ACCOUNT, counted, 60, 1));
        brain.given(invite("call_1"), facts.cancelled("call_1"));
        brain.when(invite("call_2"));
        refused(brain, "admission.rate");

        brain.givenPassed(Duration.ofSeconds(61));
        brain.when(invite("call_3"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    /** What a brain takes over counts like what it admitted itself; here a phone dials out. */
    @ParameterizedTest
    @EnumSource(names = "OUTBOUND")
    void leases_taken_over_from_another_brain_count(Direction direction) {
        Phones phones = new Phones(facts);
        BrainSpec brain = Phones.office().given((ConfigRow) account(direction, 1));
        brain.given(
                CallState.started(head("call_old", direction), CALLER),
                new Lease(Rows.ACCOUNT, "call_old", new TreeSet<>(Scopes.of(head("call_old", direction), null))));
        brain.when(phones.calls("call_1", "anna", FAR));
        refused(brain, "admission.account-full");

        brain.given(facts.cancelled("call_old"));
        brain.when(phones.calls("call_2", "anna", FAR));
        assertThat(brain.events(CallAdmitted.class)).hasSize(1);
    }

    private static void refused(BrainSpec brain, String code) {
        RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
        assertThat(refusal.status()).isEqualTo(480);
        assertThat(refusal.reason()).isEqualTo("Q.850;cause=34");
        assertThat(refusal.warning()).isEqualTo(code);
        assertThat(brain.events(CallAdmitted.class)).isEmpty();
    }

    private InviteReceived invite(String callId) {
        return facts.inviteFromTrunk(callId, Rows.TRUNK, "anna", FAR);
    }

    private static Account account(Direction direction, int most) {
        return direction == Direction.DIALER ? Rows.account(null, null, most) : Rows.account(null, most, null);
    }

    private static CallHead head(String callId, Direction direction) {
        return new CallHead(
                Rows.ACCOUNT,
                callId,
                direction,
                "anna",
                null,
                FAR,
                "us_anna",
                null,
                "edge1",
                1,
                callId,
                BrainSpec.START,
                null,
                null,
                null,
                null);
    }

    /** Admission, the end of calls, and a way to start one. */
    private static BrainSpec exchange(Direction direction) {
        return BrainSpec.of(new Starting(direction), new AdmissionDesk(), new LegDesk(), new CallKeeper())
                .given(Rows.account(), Rows.trunk(), UserRow.user("anna").row());
    }

    /** Starts a call of one direction for every INVITE and leaves an admitted one open. */
    private record Starting(Direction direction) implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof InviteReceived invite) {
                CallHead head = head(invite.callId(), direction);
                LiveCall call = turn.begin(CallState.started(head, CALLER));
                Optional<Rejection> refusal = AdmissionDesk.admit(turn, head, Rows.TRUNK);
                refusal.ifPresent(why -> CallEnding.refuse(call, why));
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
