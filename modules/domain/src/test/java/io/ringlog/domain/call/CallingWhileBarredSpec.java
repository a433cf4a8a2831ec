package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.RegistrationEvent.AuthenticationFailed;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who proves who they are and may not call has a call that was refused; who proves nothing has none. */
class CallingWhileBarredSpec {

    private static final String C = "call_1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @Test
    void a_user_of_a_suspended_account_has_a_refused_call() {
        brain.given(Rows.suspended());

        brain.when(phones.calls(C, "anna", "ben"));

        refused("account.inactive", "us_anna");
    }

    @Test
    void a_disabled_user_has_a_refused_call() {
        brain.given(UserRow.user("anna").disabled().row());

        brain.when(phones.calls(C, "anna", "ben"));

        refused("user.disabled", "us_anna");
    }

    @Test
    void a_disabled_device_has_a_refused_call() {
        brain.given(Rows.disabledDevice("anna"));

        brain.when(phones.calls(C, "anna", "ben"));

        refused("device.disabled", "us_anna");
    }

    @Test
    void a_device_without_a_user_calls_by_the_name_it_proved() {
        brain.whenRemoved("us_anna");

        brain.when(phones.calls(C, "anna", "ben"));

        refused("user.missing", null);
    }

    @Test
    void a_barred_call_to_the_outside_is_an_outbound_one() {
        brain.given(Rows.suspended());

        brain.when(phones.calls(C, "anna", "+49 30-123"));

        Cdr cdr = brain.events(CallEnded.class).getFirst().cdr();
        assertThat(cdr.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(cdr.toNum()).isEqualTo("4930123");
    }

    @Test
    void a_barred_caller_with_a_wrong_password_is_nobody() {
        brain.given(Rows.suspended());

        brain.when(facts.inviteFromDevice(C, phones.answer("anna", "INVITE", "n", "00000001", "wrong"), "ben"));

        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(407);
        assertThat(brain.events(AuthenticationFailed.class)).hasSize(1);
        assertThat(brain.events(CallStarted.class)).isEmpty();
    }

    private void refused(String code, @Nullable String userId) {
        RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.reason()).isEqualTo("Q.850;cause=21");
        assertThat(refusal.warning()).isEqualTo(code);
        assertThat(brain.commands()).hasSize(1);
        assertThat(brain.events(CallStarted.class))
                .extracting(CallStarted::userId)
                .containsExactly(userId);
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly(code);
        Cdr cdr = brain.events(CallEnded.class).getFirst().cdr();
        assertThat(cdr.disposition()).isEqualTo(Disposition.REFUSED);
        assertThat(cdr.refusalCode()).isEqualTo(code);
        assertThat(cdr.fromNum()).isEqualTo("anna");
        assertThat(cdr.answered()).isFalse();
        assertThat(brain.events(AuthenticationFailed.class)).isEmpty();
        assertThat(brain.outgoing())
                .filteredOn(EventRecord.class::isInstance)
                .extracting(event -> ((EventRecord) event).seq())
                .containsExactly(1, 2, 3);
        nothing_is_left();
    }

    private void nothing_is_left() {
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.state().lease(C)).isEmpty();
        assertThat(brain.state().holders(Scopes.user("us_anna"))).isEmpty();
        assertThat(brain.timers().keySet()).noneMatch(timer -> timer.contains(C));
    }
}
