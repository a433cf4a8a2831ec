package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.CallerAnswered;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingInAQueueSpec {

    private CallCentre centre = CallCentre.open();

    @Test
    void a_caller_is_answered_hears_music_and_waits_in_place() {
        busy();

        centre.calls("c1");

        assertThat(centre.brain.commands()).hasSize(2).first().isEqualTo(new Command.AnswerLeg("c1", "a"));
        assertThat(centre.played()).containsExactly("moh");
        assertThat(centre.brain.events())
                .contains(new CallerAnswered("c1", "a"), new CallerQueued("c1", QUEUE, 0, 1, null));
        assertThat(centre.line()).containsExactly("c1");
        assertThat(centre.brain.timers()).containsKey("max-wait/c1");
    }

    @Test
    void the_queues_own_music_is_played_where_it_has_some() {
        open(QueueRow.queue(QUEUE).mohFile("media_jazz"));
        busy();

        centre.calls("c1");

        assertThat(centre.played()).containsExactly("media_jazz");
    }

    @Test
    void callers_stand_in_the_order_they_came() {
        busy();
        centre.calls("c2");
        centre.brain.givenPassed(Duration.ofSeconds(1));
        centre.calls("c1");

        assertThat(centre.line()).containsExactly("c2", "c1");
        assertThat(centre.brain.events()).contains(new CallerQueued("c1", QUEUE, 0, 2, null));
    }

    @Test
    void an_urgent_caller_stands_before_the_others() {
        urgentNumber("999", "5");
        busy();
        centre.calls("c1");

        centre.brain.when(centre.facts.inviteFromTrunk("c2", Rows.TRUNK, "49", "999"));

        assertThat(centre.line()).containsExactly("c2", "c1");
        assertThat(centre.brain.events()).contains(new CallerQueued("c2", QUEUE, 5, 1, null));
    }

    @Test
    void an_urgency_that_is_no_number_is_none() {
        urgentNumber("999", "very");
        busy();

        centre.brain.when(centre.facts.inviteFromTrunk("c2", Rows.TRUNK, "49", "999"));

        assertThat(centre.brain.events()).contains(new CallerQueued("c2", QUEUE, 0, 1, null));
    }

    @Test
    void a_caller_who_hangs_up_has_abandoned_the_queue() {
        busy();
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(7));

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.brain.events()).contains(new CallerLeftQueue("c1", QUEUE, "abandoned", null, 7000));
        assertThat(centre.brain.events(CallEnded.class))
                .extracting(ended -> ended.cdr().queueId(), ended -> ended.cdr().agentId())
                .containsExactly(tuple(QUEUE, null));
        assertThat(centre.brain.events(CallEnded.class).getFirst().cdr())
                .extracting(Cdr::disposition, Cdr::answered, Cdr::answerTs, Cdr::billsec, Cdr::durationSec)
                .containsExactly(Disposition.NO_ANSWER, false, null, 0L, 7L);
        assertThat(centre.line()).isEmpty();
        assertThat(centre.brain.timers()).doesNotContainKey("max-wait/c1");
    }

    @Test
    void after_the_longest_wait_the_caller_goes_to_the_timeout_target() {
        open(QueueRow.queue(QUEUE).maxWaitSec(60).exit(QueueExit.TIMEOUT, DestKind.USER, "us_cleo"));
        busy();
        centre.calls("c1");

        centre.brain.whenPassed(Duration.ofSeconds(60));

        assertThat(centre.brain.events()).contains(new CallerLeftQueue("c1", QUEUE, "timeout", null, 60_000));
        assertThat(centre.brain.events(CallRouted.class))
                .extracting(routed -> routed.target().kind())
                .containsExactly(DestKind.USER);
        assertThat(centre.brain.commands()).contains(new Command.StopMedia("c1", "a"));
        assertThat(centre.call("c1").place()).isNull();
    }

    @Test
    void a_changed_wait_is_that_of_those_who_wait_already() {
        open(QueueRow.queue(QUEUE).maxWaitSec(60).exit(QueueExit.TIMEOUT, DestKind.USER, "us_cleo"));
        busy();
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(20));

        centre.brain.whenSaved(QueueRow.queue(QUEUE)
                .maxWaitSec(90)
                .exit(QueueExit.TIMEOUT, DestKind.USER, "us_cleo")
                .row());
        centre.brain.whenPassed(Duration.ofSeconds(69));
        assertThat(centre.brain.events(CallerLeftQueue.class)).isEmpty();
        centre.brain.whenPassed(Duration.ofSeconds(1));

        assertThat(centre.brain.events()).contains(new CallerLeftQueue("c1", QUEUE, "timeout", null, 90_000));
    }

    @Test
    void a_wait_that_is_over_by_the_new_setting_ends_at_once_and_without_one_nobody_leaves() {
        open(QueueRow.queue(QUEUE).maxWaitSec(600));
        busy();
        centre.calls("c1");
        centre.calls("c2");
        centre.brain.givenPassed(Duration.ofSeconds(60));
        centre.brain.whenSaved(QueueRow.queue(QUEUE).maxWaitSec(null).row());
        assertThat(centre.brain.timers()).doesNotContainKeys("max-wait/c1", "max-wait/c2");

        centre.brain.whenSaved(QueueRow.queue(QUEUE).maxWaitSec(30).row());
        centre.brain.whenPassed(Duration.ZERO);

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::callId)
                .containsExactly("c1", "c2");
    }

    @Test
    void without_a_target_the_caller_hears_goodbye_and_is_hung_up() {
        open(QueueRow.queue(QUEUE).maxWaitSec(60));
        busy();
        centre.calls("c1");

        centre.brain.whenPassed(Duration.ofSeconds(60));
        assertThat(centre.played()).containsExactly("goodbye");

        centre.brain.when(centre.facts.played("c1", centre.brain.hears("c1", "a")));
        assertThat(centre.brain.events(CallEnded.class))
                .extracting(CallEnded::disposition, CallEnded::cause)
                .containsExactly(tuple(Disposition.NO_ANSWER, "queue.goodbye"));
    }

    @Test
    void a_caller_who_hangs_up_during_the_goodbye_has_left_the_queue_already() {
        open(QueueRow.queue(QUEUE).maxWaitSec(60));
        busy();
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(60));

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.brain.events(CallerLeftQueue.class)).isEmpty();
    }

    @Test
    void the_end_of_the_music_is_not_the_end_of_the_goodbye() {
        busy();
        centre.calls("c1");

        centre.brain.when(centre.facts.played("c1", centre.brain.hears("c1", "a")));

        assertThat(centre.brain.events()).isEmpty();
        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void a_queue_without_a_longest_wait_keeps_its_callers() {
        open(QueueRow.queue(QUEUE).maxWaitSec(null));
        busy();

        centre.calls("c1");

        assertThat(centre.brain.timers()).doesNotContainKey("max-wait/c1");
    }

    @Test
    void a_timer_of_another_stay_changes_nothing() {
        busy();
        centre.calls("c1");
        Instant now = centre.brain.now();

        nothing_follows(new Timer("max-wait/c1", now, new Timer.Purpose.MaxWait("c1", "q_other")));
        nothing_follows(new Timer("max-wait/c1", now.minusSeconds(1), new Timer.Purpose.MaxWait("c1", QUEUE)));
        nothing_follows(new Timer("max-wait/c9", now, new Timer.Purpose.MaxWait("c9", QUEUE)));
    }

    @Test
    void when_the_last_agent_leaves_the_waiting_callers_leave_too() {
        open(QueueRow.queue(QUEUE).exit(QueueExit.NO_AGENTS, DestKind.USER, "us_cleo"));
        busy();
        centre.calls("c1");

        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.brain.events()).contains(new CallerLeftQueue("c1", QUEUE, "no_agents", null, 0));
        assertThat(centre.line()).isEmpty();
    }

    @Test
    void agents_on_a_break_keep_the_queue_open() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));

        centre.calls("c1");

        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void nobody_being_there_wins_over_the_time_being_over() {
        open(QueueRow.queue(QUEUE).maxWaitSec(60));
        centre.brain.given(centre.available("anna"), centre.available("ben"));
        centre.brain.given(
                centre.facts.inviteFromTrunk("c1", Rows.TRUNK, "49", CallCentre.NUMBER),
                centre.wants("anna", Verb.PAUSE),
                centre.wants("ben", Verb.PAUSE));
        // Contacts that ran out without a word yet: the timer comes first.
        centre.brain.given(new AgentState[] {
            centre.agent("anna").seen(false, false), centre.agent("ben").seen(false, false)
        });

        centre.brain.whenFires("max-wait/c1");

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("no_agents");
    }

    @Test
    void removing_a_queue_dismisses_its_callers() {
        busy();
        centre.calls("c1");

        centre.brain.whenRemoved(QUEUE);

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("closed");
        assertThat(centre.played()).containsExactly("goodbye");
    }

    @Test
    void removing_a_queue_while_its_agent_rings_dismisses_the_caller_after_the_miss() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.whenRemoved(QUEUE);
        assertThat(centre.offered("c1")).isEqualTo("us_anna");

        centre.brain.when(centre.facts.failed("c1", "b1", 486));

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("closed");
    }

    @Test
    void nobody_is_reserved_while_all_are_busy() {
        busy();

        centre.calls("c1");

        assertThat(centre.brain.events(AgentReserved.class)).isEmpty();
    }

    /** Anna is logged in and cannot take a call: she talks to Ben. */
    private void busy() {
        centre.brain.given(
                centre.available("anna"),
                centre.phones.calls("own", "anna", "ben"),
                centre.facts.answered("own", "b1"));
    }

    private void nothing_follows(Timer timer) {
        centre.brain.givenSet(timer);
        centre.brain.whenFires(timer.timerId());
        assertThat(centre.brain.outgoing()).isEmpty();
    }

    private void open(QueueRow queue) {
        centre = CallCentre.with(queue);
    }

    private void urgentNumber(String number, String priority) {
        centre.brain.given(Draft.like(Rows.did(number, DestKind.QUEUE, QUEUE))
                .with("dest", new RouteTarget(DestKind.QUEUE, QUEUE, Map.of("queue_priority", priority)))
                .row());
    }
}
