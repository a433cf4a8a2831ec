package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferingACallerSpec {

    private CallCentre centre = CallCentre.open();

    @Test
    void a_caller_is_offered_at_once_to_an_agent_who_is_ready() {
        centre.brain.given(centre.available("anna"));

        centre.calls("c1");

        assertThat(centre.brain.events()).contains(new AgentReserved("c1", QUEUE, "us_anna", 1));
        assertThat(centre.brain.commands(Command.InviteParty.class))
                .flatExtracting(Command.InviteParty::targets)
                .extracting(target -> target.contact().uri())
                .containsExactly("sip:anna@192.0.2.10:5060");
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.RING);
        assertThat(centre.told("anna").callId()).isEqualTo("c1");
        assertThat(centre.brain.timers()).containsKey("offer/c1/us_anna");
    }

    @Test
    void an_agent_who_becomes_available_takes_the_first_in_line() {
        centre.brain.given(centre.wants("anna", Verb.LOGIN, List.of(new QueueChoice(QUEUE, null)), null));
        centre.calls("c1");
        centre.calls("c2");

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.brain.events(AgentReserved.class))
                .extracting(AgentReserved::callId)
                .containsExactly("c1");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().rule()).isEqualTo("queue.agent-free");
    }

    @Test
    void one_agent_is_never_offered_two_callers() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.calls("c2");

        assertThat(centre.brain.events(AgentReserved.class)).isEmpty();
        assertThat(centre.line()).containsExactly("c1", "c2");
    }

    @Test
    void the_agent_who_is_idle_longest_is_next() {
        centre.brain.given(centre.available("ben")).givenPassed(Duration.ofSeconds(5));
        centre.brain.given(centre.available("anna"));

        centre.calls("c1");

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().alternatives())
                .extracting(it -> it.what())
                .containsExactly("us_anna");
    }

    @Test
    void a_lower_tier_comes_before_a_longer_idle_time() {
        centre.brain.given(centre.wants("ben", Verb.AVAILABLE, List.of(new QueueChoice(QUEUE, 2)), null));
        centre.brain.givenPassed(Duration.ofSeconds(5)).given(centre.available("anna"));

        centre.calls("c1");

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
    }

    @Test
    void among_equals_the_position_decides_then_the_user_id() {
        centre.brain.given(Rows.member(QUEUE, "us_anna", 1, 1, Mode.OPTIONAL));
        centre.brain.given(centre.available("anna"), centre.available("cleo"), centre.available("ben"));

        centre.calls("c1");
        centre.calls("c2");
        centre.calls("c3");

        assertThat(List.of(centre.offered("c1"), centre.offered("c2"), centre.offered("c3")))
                .containsExactly("us_ben", "us_cleo", "us_anna");
    }

    @Test
    void whoever_is_not_ready_is_passed_over_and_the_reason_told() {
        centre.brain.given(
                centre.available("anna"),
                centre.available("ben"),
                centre.available("cleo"),
                centre.wants("anna", Verb.PAUSE),
                centre.phones.calls("own", "ben", "anna"));

        centre.calls("c1");

        assertThat(centre.offered("c1")).isEqualTo("us_cleo");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().alternatives())
                .extracting(it -> it.what() + " " + it.why())
                .containsExactlyInAnyOrder("us_anna is extcall", "us_ben is extcall");
    }

    @Test
    void a_freed_agent_looks_through_own_queues_by_tier_then_priority_then_age() {
        secondQueue();
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(1));
        centre.brain.given(centre.facts.inviteFromTrunk("c2", Rows.TRUNK, "49", "222"));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.offered("c2")).isEqualTo("us_anna");
        assertThat(centre.offered("c1")).isNull();
    }

    @Test
    void an_external_call_keeps_offers_away_until_it_ends() {
        centre.brain.given(centre.available("anna"), centre.phones.calls("own", "anna", "ben"));
        centre.calls("c1");
        assertThat(centre.offered("c1")).isNull();

        centre.brain.when(centre.facts.cancelled("own"));

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
    }

    @Test
    void an_agent_whose_registration_ran_out_unnoticed_is_only_a_miss() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.calls("c1");
        centre.brain.at(centre.brain.now().plus(Duration.ofHours(1)));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.brain.events(AgentStateChanged.class))
                .extracting(AgentStateChanged::bucket)
                .containsExactly(Bucket.UNREACHABLE);
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("no_agents");
    }

    /** Anna is in a second queue too, number 222, and on a lower tier there. */
    private void secondQueue() {
        centre.brain.given(
                QueueRow.queue("q_2").row(),
                Rows.did("222", DestKind.QUEUE, "q_2"),
                Rows.member("q_2", "us_anna", 0, 0, Mode.OPTIONAL));
        centre.brain.given(centre.wants(
                "anna", Verb.LOGIN, List.of(new QueueChoice(QUEUE, null), new QueueChoice("q_2", null)), null));
    }
}
