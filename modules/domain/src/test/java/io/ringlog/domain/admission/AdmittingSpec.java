package io.ringlog.domain.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.CallLimit;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.journal.CallEvent.CallAdmitted;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.LimitExceeded;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event.WindowsReset;
import io.ringlog.domain.journal.WindowsResetAsked;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmittingSpec {

    private static final String NUMBER = "12025550123";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void a_number_rings_ben() {
        brain.given(Rows.trunk(), Rows.did(NUMBER, DestKind.USER, "us_ben"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @Test
    void an_account_full_of_inbound_calls_refuses_the_next_one_with_busy() {
        brain.given((ConfigRow) Rows.account(1, null, null));
        brain.given(inbound("call_1"));
        brain.when(inbound("call_2"));
        RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
        assertThat(refusal.status()).isEqualTo(486);
        assertThat(refusal.warning()).isEqualTo("admission.account-full");
        assertThat(ended().disposition()).isEqualTo(Disposition.REFUSED);
        Because because = brain.reasons(CallRefused.class).getFirst();
        assertThat(because.inputs()).containsEntry("admission.account-full", "account.in 1 of 1");
        assertThat(because.inputs()).containsKeys("admission.number-full", "account.inactive", "config");
    }

    @Test
    void a_call_that_ended_makes_room_for_the_next_one() {
        brain.given((ConfigRow) Rows.account(1, null, null));
        brain.given(inbound("call_1"), facts.cancelled("call_1"));
        brain.when(inbound("call_2"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void an_outbound_refusal_says_no_circuit() {
        brain.given((ConfigRow) Rows.account(null, 0, null));
        brain.when(phones.calls("call_1", "anna", "4930123456"));
        RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
        assertThat(refusal.status()).isEqualTo(480);
        assertThat(refusal.reason()).isEqualTo("Q.850;cause=34");
    }

    @Test
    void a_number_has_its_own_channels() {
        brain.given((ConfigRow) Rows.did(NUMBER, DestKind.USER, "us_ben", 1, null));
        brain.given(inbound("call_1"));
        brain.when(inbound("call_2"));
        assertThat(refusedBy()).isEqualTo("admission.number-full");
    }

    @Test
    void a_trunk_has_its_own_channels_until_one_is_free_again() {
        brain.given((ConfigRow) Rows.trunk(1));
        brain.given(inbound("call_1"));
        brain.when(inbound("call_2"));
        assertThat(refusedBy()).isEqualTo("admission.trunk-full");
        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(486);
        brain.given(facts.cancelled("call_1"));
        brain.when(inbound("call_3"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void a_ceiling_of_nothing_admits_nobody() {
        brain.given((ConfigRow) Rows.account(0, null, null));
        brain.when(inbound("call_1"));
        assertThat(refusedBy()).isEqualTo("admission.account-full");
        assertThat(brain.state().lease("call_1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void a_number_that_is_not_active_takes_no_calls(Did.Status status) {
        brain.given((ConfigRow) Rows.didOfStatus(NUMBER, status, "us_ben"));
        brain.when(inbound("call_1"));
        assertThat(refusedBy()).isEqualTo("number.inactive");
        assertThat(ended().disposition()).isEqualTo(Disposition.REFUSED);
        brain.when(phones.calls("call_2", "anna", NUMBER));
        assertThat(refusedBy()).isEqualTo("number.inactive");
        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void an_account_that_is_not_active_takes_no_calls_from_its_trunk(Account.Status status) {
        brain.given((ConfigRow) Rows.ofStatus(status));
        brain.when(inbound("call_1"));
        assertThat(refusedBy()).isEqualTo("account.inactive");
        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(403);
        assertThat(ended().cdr().refusalCode()).isEqualTo("account.inactive");
        assertThat(brain.state().lease("call_1")).isEmpty();
    }

    @Test
    void a_caller_has_its_own_ceiling_also_inside_the_account() {
        brain.given((ConfigRow) UserRow.user("anna").maxSimultaneous(1).row());
        brain.given(phones.calls("call_1", "anna", "ben"));
        brain.when(phones.calls("call_2", "anna", "ben"));
        assertThat(refusedBy()).isEqualTo("admission.user-full");
    }

    @Test
    void a_called_user_over_the_ceiling_is_busy() {
        brain.given((ConfigRow) UserRow.user("ben").maxSimultaneous(1).row());
        brain.given(inbound("call_1"));
        brain.when(inbound("call_2"));
        assertThat(refusedBy()).isEqualTo("routing.busy");
        assertThat(brain.reasons(RingFailed.class).getFirst().inputs())
                .containsEntry("held", "1")
                .containsEntry("max_simultaneous", "1");
    }

    @Test
    void a_window_admits_its_count_and_then_refuses_until_it_slides() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.ACCOUNT, null, true));
        brain.given(inbound("call_1"), facts.cancelled("call_1"), inbound("call_2"), facts.cancelled("call_2"));
        brain.when(inbound("call_3"));
        assertThat(refusedBy()).isEqualTo("admission.rate");
        brain.givenPassed(Duration.ofSeconds(61));
        brain.when(inbound("call_4"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void a_refused_call_does_not_count_in_the_window() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.ACCOUNT, null, true));
        brain.given(inbound("call_1"), inbound("call_2"), inbound("call_3"), inbound("call_4"));
        assertThat(brain.state().window("lim_1").orElseThrow().admitted()).hasSize(2);
    }

    @Test
    void a_soft_limit_admits_and_reports() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.ACCOUNT, null, false));
        brain.given(inbound("call_1"), inbound("call_2"));
        brain.when(inbound("call_3"));
        assertThat(brain.events(LimitExceeded.class)).hasSize(1);
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void every_window_a_call_falls_into_is_in_its_reasons_by_name() {
        brain.given(
                limit("lim_1", CallLimit.ScopeKind.ACCOUNT, null, true),
                limit("lim_2", CallLimit.ScopeKind.NUMBER, null, false));
        brain.when(inbound("call_1"));
        assertThat(brain.reasons(CallAdmitted.class).getFirst().inputs())
                .containsEntry("rate lim_1", "0 of 2")
                .containsEntry("rate lim_2/491511234", "0 of 2");
    }

    @Test
    void every_rule_that_refuses_is_told_in_its_order_and_the_first_of_them_answers() {
        brain.given(
                limit(CallLimit.ScopeKind.ACCOUNT, null, true),
                Rows.account(1, null, null),
                Rows.trunk(1),
                Rows.did(NUMBER, DestKind.USER, "us_ben", 1, null));
        brain.given((ConfigRow) Draft.like(limit(CallLimit.ScopeKind.ACCOUNT, null, true))
                .with("maxCount", 1)
                .row());
        brain.given(inbound("call_1"));

        brain.when(inbound("call_2"));
        assertThat(refusedBy()).isEqualTo("admission.rate");
        assertThat(told())
                .containsExactly("admit", "admission.account-full", "admission.trunk-full", "admission.number-full");

        brain.given((ConfigRow) Draft.like(Rows.account(1, null, null))
                .with("status", Account.Status.CLOSED)
                .row());
        brain.when(inbound("call_3"));
        assertThat(refusedBy()).isEqualTo("account.inactive");
        assertThat(told())
                .containsExactly(
                        "admit",
                        "rate lim_1",
                        "admission.account-full",
                        "admission.trunk-full",
                        "admission.number-full");
    }

    private List<String> told() {
        return brain.reasons(CallRefused.class).getFirst().alternatives().stream()
                .map(Because.Alternative::what)
                .toList();
    }

    @Test
    void the_users_ceiling_is_told_after_that_of_the_account() {
        brain.given(
                Rows.account(null, 0, null),
                UserRow.user("anna").maxSimultaneous(0).row());

        brain.when(phones.calls("call_1", "anna", "4930123456"));

        assertThat(refusedBy()).isEqualTo("admission.account-full");
        assertThat(told()).containsExactly("admit", "admission.user-full");
    }

    @Test
    void a_limit_without_a_pattern_counts_each_far_number_apart() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.NUMBER, null, true));
        brain.given(inbound("call_1"), inbound("call_2"));
        brain.when(facts.inviteFromTrunk("call_3", Rows.TRUNK, "33155", NUMBER));
        assertThat(brain.events(CallRefused.class)).isEmpty();
        brain.when(inbound("call_4"));
        assertThat(refusedBy()).isEqualTo("admission.rate");
    }

    @Test
    void a_window_nobody_calls_into_leaves_the_state() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.NUMBER, null, true));
        brain.given(inbound("call_1"), facts.cancelled("call_1"));
        brain.whenPassed(Duration.ofSeconds(61));
        assertThat(brain.state().window("lim_1/491511234")).isEmpty();
        assertThat(brain.timers().keySet()).noneMatch(timer -> timer.startsWith("window/"));
    }

    @Test
    void a_pattern_is_a_prefix_with_wild_cards() {
        assertThat(RateRules.matches("49", "491511234")).isTrue();
        assertThat(RateRules.matches("49*1234", "491511234")).isTrue();
        assertThat(RateRules.matches("49*9", "491511234")).isFalse();
        assertThat(RateRules.matches("44", "491511234")).isFalse();
    }

    private CallFact inbound(String callId) {
        return facts.inviteFromTrunk(callId, Rows.TRUNK, "491511234", NUMBER);
    }

    @Test
    void a_call_says_the_windows_it_counts_in() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.ACCOUNT, null, true));
        brain.when(inbound("call_1"));

        assertThat(brain.events(CallAdmitted.class).getFirst().windows()).containsExactly(Map.entry("lim_1", 60));
    }

    @Test
    void whoever_resets_a_window_is_named_and_it_counts_anew() {
        brain.given((ConfigRow) limit(CallLimit.ScopeKind.ACCOUNT, null, true));
        brain.given(inbound("call_1"), inbound("call_2"));

        brain.when(new WindowsResetAsked("r1", "api", "lim_1", "a test call", "key:k1"));

        assertThat(brain.events(WindowsReset.class))
                .containsExactly(new WindowsReset("lim_1", "a test call", "key:k1"));
        assertThat(brain.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Reply.class, it -> assertThat(it.accepted()).isTrue());
        brain.when(inbound("call_3"));
        assertThat(brain.events(CallRefused.class)).isEmpty();
    }

    @Test
    void all_windows_are_reset_when_none_is_named_and_none_where_nothing_counts() {
        brain.given(
                limit("lim_1", CallLimit.ScopeKind.ACCOUNT, null, true),
                limit("lim_2", CallLimit.ScopeKind.NUMBER, null, true));
        brain.given(inbound("call_1"));

        brain.when(new WindowsResetAsked("r1", "api", null, "a test call", "key:k1"));
        assertThat(brain.events(WindowsReset.class)).hasSize(1);

        brain.when(new WindowsResetAsked("r2", "api", null, "a test call", "key:k1"));
        assertThat(brain.events(WindowsReset.class)).isEmpty();
        assertThat(brain.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        Effect.Reply.class, it -> assertThat(it.code()).isEqualTo("admission.no-window"));
    }

    private static CallLimit limit(CallLimit.ScopeKind scope, @Nullable String pattern, boolean hard) {
        return limit("lim_1", scope, pattern, hard);
    }

    private static CallLimit limit(String id, CallLimit.ScopeKind scope, @Nullable String pattern, boolean hard) {
        return Draft.like(Rows.limit(id, scope, CallLimit.Direction.IN, 60, 2))
                .with("pattern", pattern)
                .with("hard", hard)
                .row();
    }

    private String refusedBy() {
        return brain.events(CallRefused.class).getFirst().code();
    }

    private CallEnded ended() {
        return brain.events(CallEnded.class).getFirst();
    }
}
