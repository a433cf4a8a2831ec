package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.FlowEvent.ScheduleFailedOpen;
import io.ringlog.domain.journal.QueueEvent.CallerDeflected;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.state.QueueState;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoiningAQueueSpec {

    private CallCentre centre = CallCentre.open();

    @Test
    void a_full_queue_turns_callers_away_at_the_door() {
        open(QueueRow.queue(QUEUE).maxQueued(1).exit(QueueExit.QUEUE_FULL, DestKind.USER, "us_cleo"));
        busy();
        centre.calls("c1");

        centre.calls("c2");

        assertThat(centre.brain.events()).contains(new CallerDeflected("c2", QUEUE, "queue_full"));
        assertThat(centre.brain.events(CallerQueued.class)).isEmpty();
        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void a_long_wait_turns_callers_away_at_the_door() {
        open(QueueRow.queue(QUEUE).ewt(300, 200).exit(QueueExit.EWT, DestKind.USER, "us_cleo"));
        busy();

        centre.calls("c1");
        assertThat(centre.brain.events(CallerQueued.class)).hasSize(1);
        assertThat(centre.brain.reasons(CallerQueued.class).getFirst().inputs())
                .containsEntry("waiting", "0")
                .containsEntry("max_queued", "unlimited")
                .containsEntry("staffed", "1")
                .containsEntry("ewt_sec", "200")
                .containsEntry("ewt_threshold_sec", "300");

        centre.calls("c2");
        assertThat(centre.brain.events()).contains(new CallerDeflected("c2", QUEUE, "ewt"));
        assertThat(centre.brain.reasons(CallerDeflected.class).getFirst().inputs())
                .containsEntry("ewt_sec", "400")
                .containsEntry("staffed", "1");
    }

    @Test
    void the_wait_is_estimated_from_the_calls_of_the_last_half_hour() {
        open(QueueRow.queue(QUEUE).ewt(100, null).exit(QueueExit.EWT, DestKind.USER, "us_cleo"));
        centre.brain.given(centre.available("anna"));

        centre.calls("c1");
        assertThat(centre.brain.events()).contains(new CallerDeflected("c1", QUEUE, "ewt"));
        assertThat(centre.brain.reasons(CallerDeflected.class).getFirst().inputs())
                .containsEntry("aht_sec", "180");

        centre.brain.given(centre.facts.hungUp("c1", "a"));
        centre.brain.given(QueueState.empty(Rows.ACCOUNT, QUEUE)
                .plus(new QueueState.Handled(centre.brain.now(), 30))
                .plus(new QueueState.Handled(centre.brain.now(), 61)));
        centre.calls("c2");
        assertThat(centre.brain.events(CallerQueued.class)).hasSize(1);
    }

    @Test
    void without_any_agent_logged_in_nobody_joins() {
        open(QueueRow.queue(QUEUE).exit(QueueExit.NO_AGENTS, DestKind.USER, "us_cleo"));

        centre.calls("c1");

        assertThat(centre.brain.events()).contains(new CallerDeflected("c1", QUEUE, "no_agents"));
        assertThat(centre.call("c1").place()).isNull();
    }

    @Test
    void a_caller_turned_away_without_a_target_hears_goodbye() {
        centre.calls("c1");

        assertThat(centre.brain.commands())
                .containsExactly(
                        new Command.AnswerLeg("c1", "a"),
                        new Command.Play(
                                "c1", "a", centre.brain.hears("c1", "a"), List.of("goodbye"), false, "en-US/male"));
    }

    @Test
    void a_closed_queue_sends_callers_to_its_closed_target() {
        open(QueueRow.queue(QUEUE).schedule("sch").exit(QueueExit.CLOSED, DestKind.USER, "us_cleo"));
        centre.brain.given(Rows.schedule("sch", null, Rows.weekly(1, "09:00", "17:00")));
        centre.brain.given(centre.available("anna"));

        centre.calls("c1");

        assertThat(centre.brain.events()).contains(new CallerDeflected("c1", QUEUE, "closed"));
        assertThat(centre.brain.reasons(CallerDeflected.class).getFirst().rule())
                .isEqualTo("schedule.out-of-hours");
    }

    @Test
    void a_holiday_has_a_target_of_its_own() {
        open(QueueRow.queue(QUEUE)
                .schedule("sch")
                .exit(QueueExit.CLOSED, DestKind.USER, "us_cleo")
                .exit(QueueExit.HOLIDAY, DestKind.USER, "us_ben"));
        centre.brain.given(Rows.schedule("sch", null, Rows.date("2026-03-03", null, null, true)));

        centre.calls("c1");

        assertThat(centre.brain.events(CallRouted.class))
                .extracting(routed -> routed.target().id())
                .containsExactly(QUEUE, "us_ben");
    }

    @Test
    void an_open_queue_and_one_with_a_broken_schedule_take_callers() {
        open(QueueRow.queue(QUEUE).schedule("sch"));
        busy();

        centre.calls("c1");
        assertThat(centre.line()).containsExactly("c1");
        assertThat(centre.brain.events())
                .containsOnlyOnce(new ScheduleFailedOpen("c1", "sch", "there is no schedule sch"));
        assertThat(centre.brain.reasons(ScheduleFailedOpen.class).getFirst().inputs())
                .containsEntry("where", QUEUE);

        centre.brain.given(Rows.schedule("sch", null, Rows.weekly(2, "09:00", "17:00")));
        centre.calls("c2");
        assertThat(centre.line()).containsExactly("c1", "c2");
        assertThat(centre.brain.events(ScheduleFailedOpen.class)).isEmpty();
    }

    @Test
    void a_call_to_a_queue_that_does_not_exist_is_refused() {
        centre.brain.given(Rows.did("300", DestKind.QUEUE, "q_none"));

        centre.brain.when(centre.facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "300"));

        assertThat(centre.brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.target-missing");
    }

    private void busy() {
        centre.brain.given(
                centre.available("anna"),
                centre.phones.calls("own", "anna", "ben"),
                centre.facts.answered("own", "b1"));
    }

    private void open(QueueRow queue) {
        centre = CallCentre.with(queue);
    }

    /** As in every peer: hours are a question at the door; who is inside is served to the end. */
    @Test
    void a_caller_who_waits_when_the_queue_closes_keeps_the_place_and_nobody_else_comes_in() {
        open(QueueRow.queue(QUEUE).schedule("sch").exit(QueueExit.CLOSED, DestKind.USER, "us_cleo"));
        centre.brain.given(Rows.schedule("sch", null, Rows.weekly(2, "09:00", "12:05")));
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofMinutes(6));

        centre.calls("c2");
        assertThat(centre.brain.events(CallerDeflected.class))
                .containsExactly(new CallerDeflected("c2", QUEUE, "closed"));
        assertThat(centre.line()).containsExactly("c1");

        centre.brain.when(centre.available("anna"));
        assertThat(centre.offered("c1")).isEqualTo("us_anna");
    }
}
