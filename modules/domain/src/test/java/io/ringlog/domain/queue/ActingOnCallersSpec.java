package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.CallerActRefused;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerMoved;
import io.ringlog.domain.journal.QueueEvent.CallerPrioritised;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What supervisors do with callers who wait. */
class ActingOnCallersSpec {

    private static final String OTHER = "q_2";

    private final CallCentre centre = CallCentre.with(QueueRow.queue(QUEUE));

    @BeforeEach
    void two_wait_and_anna_is_on_a_break() {
        centre.brain.given(QueueRow.queue(OTHER).maxWaitSec(300).row());
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.calls("c1");
        centre.calls("c2");
    }

    @Test
    void a_caller_who_is_more_urgent_is_served_before_who_came_first() {
        centre.brain.when(prioritise("c2", 7));

        assertThat(centre.brain.events(CallerPrioritised.class))
                .containsExactly(new CallerPrioritised("c2", QUEUE, 0, 7, 1));
        assertThat(centre.brain.reasons(CallerPrioritised.class))
                .extracting(Because::rule)
                .containsExactly("queue.prioritised");
        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.line()).containsExactly("c2", "c1");
        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));
        assertThat(centre.offered("c2")).isEqualTo("us_anna");
    }

    @Test
    void a_priority_changes_nothing_of_an_offer_that_rings() {
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));

        centre.brain.when(prioritise("c1", -3));

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
        assertThat(centre.line()).containsExactly("c2", "c1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, -1_000_000, Integer.MIN_VALUE})
    void a_priority_has_six_digits_at_most(int priority) {
        centre.brain.when(prioritise("c2", priority));

        refused("queue.bad-priority");
        assertThat(centre.line()).containsExactly("c1", "c2");
    }

    @Test
    void no_priority_is_none() {
        centre.brain.given(prioritise("c2", 7));

        centre.brain.when(acted("c2", CallerActed.Verb.PRIORITISE, null, null, null));

        assertThat(centre.line()).containsExactly("c1", "c2");
    }

    @Test
    void a_caller_who_is_moved_stands_in_the_other_queue_by_when_they_came() {
        Instant came = centre.call("c1").place().enqueuedAt();
        benServes(OTHER);
        centre.brain.given(centre.wants("ben", Verb.PAUSE));
        centre.brain.givenPassed(Duration.ofSeconds(60));

        centre.brain.when(move("c1", OTHER));

        assertThat(centre.brain.events(CallerMoved.class)).containsExactly(new CallerMoved("c1", QUEUE, OTHER));
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("routed");
        assertThat(centre.brain.events(CallerQueued.class)).containsExactly(new CallerQueued("c1", OTHER, 0, 1, came));
        assertThat(centre.line()).containsExactly("c2");
        assertThat(centre.brain.timers().get("max-wait/c1").due()).isEqualTo(came.plusSeconds(300));
    }

    @Test
    void a_caller_who_is_moved_to_who_is_ready_is_offered_at_once_and_frees_whom_they_rang() {
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        benServes(OTHER);

        centre.brain.when(move("c1", OTHER));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_anna", 1, "caller_taken"));
        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        assertThat(centre.offered("c2")).isEqualTo("us_anna");
        assertThat(centre.agent("anna").missesInARow()).isZero();
    }

    @Test
    void a_caller_is_not_moved_to_where_they_wait() {
        centre.brain.when(move("c1", QUEUE));

        refused("queue.already-there");
    }

    @Test
    void a_caller_is_not_moved_to_a_queue_that_is_not_there() {
        centre.brain.when(move("c1", "q_gone"));

        refused("queue.unknown");
    }

    @Test
    void a_caller_is_not_moved_to_where_nobody_is() {
        centre.brain.when(move("c1", OTHER));

        refused("queue.deserted");
    }

    @Test
    void a_caller_is_not_moved_to_where_they_have_waited_too_long() {
        benServes(OTHER);
        centre.brain.givenPassed(Duration.ofSeconds(300));

        centre.brain.when(move("c1", OTHER));

        refused("queue.waited-too-long");
        assertThat(centre.line()).containsExactly("c1", "c2");
    }

    @Test
    void a_caller_is_pulled_to_an_agent_of_the_supervisors_choice() {
        benServes(OTHER);

        centre.brain.when(pull("c2", "ben"));

        assertThat(centre.brain.events(AgentReserved.class))
                .containsExactly(new AgentReserved("c2", QUEUE, "us_ben", 1));
        assertThat(centre.brain.reasons(AgentReserved.class))
                .extracting(Because::rule)
                .containsExactly("queue.pulled");
        centre.talks("c2");
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("answered");
    }

    @Test
    void a_caller_who_rings_at_one_agent_is_pulled_to_another() {
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        benServes(OTHER);

        centre.brain.when(pull("c1", "ben"));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_anna", 1, "caller_taken"));
        assertThat(centre.brain.commands(Command.CancelLegs.class))
                .flatExtracting(Command.CancelLegs::legIds)
                .containsExactly("b1");
        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        assertThat(centre.offered("c2")).isEqualTo("us_anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "cleo"})
    void nobody_is_pulled_to_an_agent_who_is_not_ready(String agent) {
        centre.brain.when(pull("c1", agent));

        refused("agent.not-ready");
        assertThat(centre.line()).containsExactly("c1", "c2");
    }

    @Test
    void nobody_is_pulled_to_a_stranger() {
        centre.brain.when(pull("c1", "zoe"));

        refused("user.missing");
    }

    @Test
    void who_talks_to_an_agent_waits_no_more() {
        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.talks("c1");

        centre.brain.when(prioritise("c1", 1));

        assertThat(centre.reply().code()).isEqualTo("queue.not-waiting");
        assertThat(centre.brain.events()).isEmpty();
    }

    @Test
    void who_is_in_no_queue_or_gone_is_said_so() {
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        centre.brain.when(prioritise("c1", 1));

        assertThat(centre.reply().code()).isEqualTo("call.unknown");
        centre.brain.given(centre.facts.inviteFromTrunk("c3", Rows.TRUNK, "4915550001", "200"));
        centre.brain.when(prioritise("c3", 1));
        assertThat(centre.reply().code()).isEqualTo("queue.not-waiting");
    }

    private void refused(String code) {
        assertThat(centre.reply().accepted()).isFalse();
        assertThat(centre.reply().code()).isEqualTo(code);
        assertThat(centre.brain.events(CallerActRefused.class))
                .extracting(CallerActRefused::code)
                .containsExactly(code);
    }

    private void benServes(String queue) {
        centre.brain.given(Rows.member(queue, "us_ben", 1, 0, Mode.OPTIONAL));
        centre.brain.given(centre.wants("ben", Verb.AVAILABLE, List.of(new QueueChoice(queue, null)), null));
    }

    private static CallerActed prioritise(String call, int priority) {
        return acted(call, CallerActed.Verb.PRIORITISE, priority, null, null);
    }

    private static CallerActed move(String call, String queue) {
        return acted(call, CallerActed.Verb.MOVE, null, queue, null);
    }

    private static CallerActed pull(String call, String user) {
        return acted(call, CallerActed.Verb.PULL, null, null, user);
    }

    private static CallerActed acted(
            String call,
            CallerActed.Verb verb,
            @Nullable Integer priority,
            @Nullable String queue,
            @Nullable String user) {
        return new CallerActed("act-s", "api-1", call, verb, priority, queue, user, "us_sue");
    }
}
