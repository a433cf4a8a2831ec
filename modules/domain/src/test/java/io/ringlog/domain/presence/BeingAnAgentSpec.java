package io.ringlog.domain.presence;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentActionRefused;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeingAnAgentSpec {

    private final CallCentre centre = CallCentre.open();

    @Test
    void login_leaves_the_agent_not_ready() {
        centre.brain.when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.brain.events())
                .containsExactly(new AgentStateChanged(
                        "us_anna",
                        Status.ON_BREAK,
                        Activity.WAITING,
                        true,
                        false,
                        Bucket.PAUSED,
                        "login",
                        null,
                        List.of()));
        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.reply().code()).isEqualTo("agent.on_break");
        assertThat(centre.reply().agent()).isEqualTo(centre.told("anna"));
    }

    @Test
    void a_second_login_changes_nothing_and_is_accepted() {
        centre.brain.given(centre.wants("anna", Verb.LOGIN)).when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.brain.events()).isEmpty();
        assertThat(centre.reply().accepted()).isTrue();
    }

    @Test
    void auto_ready_on_login_lands_in_available() {
        centre.brain.given(UserRow.agent("anna").autoReadyOnLogin().row());

        centre.brain.when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.IDLE);
    }

    @Test
    void auto_queue_login_switches_static_and_mandatory_memberships_on() {
        centre.brain.given(
                UserRow.agent("anna").autoQueueLogin().row(),
                QueueRow.queue("q_static").row(),
                QueueRow.queue("q_mandatory").row(),
                Rows.member("q_static", "us_anna", 2, 0, Mode.STATIC),
                Rows.member("q_mandatory", "us_anna", 3, 0, Mode.MANDATORY));

        centre.brain.when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.agent("anna").activeQueues())
                .containsEntry("q_static", 2)
                .containsEntry("q_mandatory", 3)
                .doesNotContainKey(QUEUE);
    }

    @Test
    void without_it_login_switches_on_only_what_is_mandatory() {
        centre.brain.given(
                QueueRow.queue("q_static").row(),
                QueueRow.queue("q_mandatory").row(),
                Rows.member("q_static", "us_anna", 2, 0, Mode.STATIC),
                Rows.member("q_mandatory", "us_anna", 3, 0, Mode.MANDATORY));

        centre.brain.when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.told("anna").activeQueues()).containsExactly("q_mandatory");
    }

    @Test
    void available_with_queues_logs_in_and_is_ready() {
        centre.brain.when(centre.available("anna"));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);
        assertThat(centre.told("anna").activeQueues()).containsExactly(QUEUE);
        assertThat(centre.reply().agent()).isEqualTo(centre.told("anna"));
    }

    @Test
    void a_username_names_the_agent_too() {
        centre.brain.when(new AgentActed("act", "api-1", "anna", Verb.AVAILABLE, null, null, "boss"));

        assertThat(centre.reply().agent()).isEqualTo(centre.told("anna"));
    }

    @Test
    void a_choice_of_queues_replaces_the_optional_ones_and_leaves_the_others() {
        centre.brain.given(
                QueueRow.queue("q_2").row(),
                QueueRow.queue("q_mandatory").row(),
                Rows.member("q_2", "us_anna", 2, 0, Mode.OPTIONAL),
                Rows.member("q_mandatory", "us_anna", 3, 0, Mode.MANDATORY));
        centre.brain.given(centre.available("anna"));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE, List.of(new QueueChoice("q_2", 7)), null));

        assertThat(centre.agent("anna").activeQueues())
                .containsOnlyKeys("q_2", "q_mandatory")
                .containsEntry("q_2", 7);
    }

    @Test
    void no_choice_leaves_the_queues_as_they_are() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.told("anna").activeQueues()).containsExactly(QUEUE);
    }

    @Test
    void a_pause_keeps_its_reason() {
        centre.brain.given(centre.available("anna"));

        centre.brain.when(centre.wants("anna", Verb.PAUSE, null, "lunch"));

        assertThat(centre.told("anna").reason()).isEqualTo("lunch");
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.PAUSED);
    }

    @Test
    void logout_takes_the_agent_out_of_all_queues() {
        centre.brain.given(centre.available("anna"));

        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.OFFLINE);
        assertThat(centre.told("anna").activeQueues()).isEmpty();
    }

    @Test
    void logging_out_twice_is_accepted_and_changes_nothing() {
        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.brain.events()).isEmpty();
        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.brain.state().agents()).isEmpty();
    }

    @Test
    void an_unknown_user_is_refused() {
        centre.brain.when(centre.wants("nobody", Verb.LOGIN));

        assertThat(centre.brain.events())
                .containsExactly(new AgentActionRefused("us_nobody", "agent.unknown", "there is no user us_nobody"));
        assertThat(centre.reply().accepted()).isFalse();
        assertThat(centre.reply().code()).isEqualTo("agent.unknown");
    }

    @Test
    void a_user_who_is_no_agent_is_refused() {
        centre.brain.given(UserRow.user("anna").row()).when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.reply().code()).isEqualTo("agent.not-an-agent");
    }

    @Test
    void a_disabled_agent_is_refused() {
        centre.brain.given(UserRow.agent("anna").disabled().row()).when(centre.wants("anna", Verb.LOGIN));

        assertThat(centre.reply().code()).isEqualTo("agent.disabled");
    }

    @Test
    void a_pause_without_login_is_refused() {
        centre.brain.when(centre.wants("anna", Verb.PAUSE));

        assertThat(centre.reply().code()).isEqualTo("agent.not-logged-in");
    }

    @Test
    void a_queue_that_does_not_exist_is_refused() {
        centre.brain.when(centre.wants("anna", Verb.LOGIN, List.of(new QueueChoice("q_none", null)), null));

        assertThat(centre.reply().code()).isEqualTo("agent.unknown-queue");
    }

    @Test
    void a_queue_the_agent_is_no_member_of_is_refused() {
        centre.brain.given(QueueRow.queue("q_2").row());

        centre.brain.when(centre.wants("anna", Verb.LOGIN, List.of(new QueueChoice("q_2", null)), null));

        assertThat(centre.reply().code()).isEqualTo("agent.not-a-member");
        assertThat(centre.brain.state().agent("us_anna")).isEmpty();
    }

    @Test
    void a_supervised_queue_is_not_the_agents_to_switch_on() {
        centre.brain.given(QueueRow.queue("q_2").row(), Rows.member("q_2", "us_anna", 1, 0, Mode.SUPERVISED));

        centre.brain.when(centre.wants("anna", Verb.LOGIN, List.of(new QueueChoice("q_2", null)), null));

        assertThat(centre.reply().code()).isEqualTo("agent.supervised-queue");
    }

    @Test
    void an_agent_without_a_registered_phone_is_unreachable() {
        centre.brain.given(UserRow.agent("dora").row(), Rows.device("dora"));

        centre.brain.when(centre.wants("dora", Verb.AVAILABLE));

        assertThat(centre.told("dora").bucket()).isEqualTo(Bucket.UNREACHABLE);
    }

    @Test
    void registering_a_phone_makes_the_agent_reachable() {
        centre.brain.given(UserRow.agent("dora").row(), Rows.device("dora"));
        centre.brain.given(centre.wants("dora", Verb.AVAILABLE));

        centre.brain.when(centre.phones.registers("dora"));

        assertThat(centre.told("dora").reachable()).isTrue();
        assertThat(centre.told("dora").bucket()).isEqualTo(Bucket.IDLE);
    }

    @Test
    void refreshing_a_registration_changes_nothing() {
        centre.brain.given(centre.available("anna")).when(centre.phones.registers("anna"));

        assertThat(centre.brain.events(AgentStateChanged.class)).isEmpty();
    }

    @Test
    void a_registration_that_runs_out_makes_the_agent_unreachable() {
        centre.brain.given(centre.available("anna"));

        centre.brain.whenPassed(java.time.Duration.ofHours(2));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.UNREACHABLE);
    }

    @Test
    void a_user_who_may_have_no_calls_at_all_is_not_reachable() {
        centre.brain.given(UserRow.agent("anna").maxSimultaneous(0).row()).when(centre.available("anna"));

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.UNREACHABLE);
    }

    @Test
    void an_own_call_is_an_external_call_until_it_ends() {
        centre.brain.given(centre.available("anna"));

        centre.brain.when(centre.phones.calls("c1", "anna", "ben"));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.EXTCALL);

        centre.brain.when(centre.facts.cancelled("c1"));
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);
    }

    @Test
    void being_rung_by_a_colleague_is_an_external_call_until_the_ring_fails() {
        centre.brain.given(centre.available("anna"));

        centre.brain.when(centre.phones.calls("c1", "ben", "anna"));
        assertThat(centre.told("anna").externalCall()).isTrue();

        centre.brain.when(centre.facts.failed("c1", "b1", 486));
        assertThat(centre.told("anna").externalCall()).isFalse();
    }

    @Test
    void removing_the_user_logs_the_agent_out() {
        centre.brain.given(centre.available("anna")).whenRemoved("us_anna");

        assertThat(centre.told("anna").status()).isEqualTo(Status.OFFLINE);
    }

    @Test
    void removing_a_membership_takes_the_agent_out_of_the_queue() {
        centre.brain.given(centre.available("anna")).whenRemoved("asg_q_1_us_anna");

        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.IDLE);
    }

    @Test
    void removing_the_queue_takes_its_agents_out() {
        centre.brain.given(centre.available("anna")).whenRemoved(QUEUE);

        assertThat(centre.told("anna").activeQueues()).isEmpty();
    }

    @Test
    void a_new_mandatory_membership_takes_a_logged_in_agent_in_and_leaves_others_out() {
        centre.brain.given(centre.available("anna"), centre.available("ben"), centre.wants("ben", Verb.LOGOUT));
        centre.brain.given(QueueRow.queue("q_2").row());

        centre.brain.whenSaved(Rows.member("q_2", "us_anna", 4, 0, Mode.MANDATORY));
        assertThat(centre.told("anna").activeQueues()).containsExactly(QUEUE, "q_2");

        centre.brain.whenSaved(Rows.member("q_2", "us_ben", 4, 0, Mode.MANDATORY));
        assertThat(centre.brain.events(AgentStateChanged.class)).isEmpty();
    }

    @Test
    void a_supervised_queue_that_is_on_may_be_named() {
        centre.brain.given(centre.available("anna"));
        centre.brain.given(Rows.member(QUEUE, "us_anna", 1, 0, Mode.SUPERVISED));

        centre.brain.when(centre.available("anna"));

        assertThat(centre.reply().accepted()).isTrue();
    }
}
