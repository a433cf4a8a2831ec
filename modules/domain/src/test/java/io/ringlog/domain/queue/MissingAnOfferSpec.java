package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingAnOfferSpec {

    private CallCentre centre = CallCentre.open();

    @Test
    void a_missed_offer_keeps_the_callers_place_and_tries_the_next_agent() {
        centre.brain.given(centre.available("anna")).givenPassed(Duration.ofSeconds(1));
        centre.brain.given(centre.available("ben"));
        centre.calls("c1");
        centre.calls("c2");
        centre.brain.given(centre.facts.failed("c2", "b1", 486));

        centre.brain.when(centre.facts.failed("c1", "b1", 486));

        assertThat(centre.brain.events()).contains(new OfferMissed("c1", QUEUE, "us_anna", 1, "busy"));
        assertThat(centre.line()).containsExactly("c1", "c2");
        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        assertThat(centre.offered("c2")).isEqualTo("us_anna");
    }

    @Test
    void an_agent_is_not_tried_for_the_same_caller_before_the_missed_offer_is_over() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.brain.when(centre.facts.failed("c1", "b1", 603));
        assertThat(centre.offered("c1")).isNull();
        assertThat(centre.agent("anna").ready()).isTrue();

        centre.brain.whenPassed(Duration.ofSeconds(22));
        assertThat(centre.offered("c1")).isEqualTo("us_anna");
    }

    @Test
    void a_caller_whom_many_missed_is_no_larger_than_one_whom_two_missed() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        for (int i = 1; i <= 10; i++) {
            centre.brain.given(centre.facts.failed("c1", "b" + i, 603), centre.wants("anna", Verb.AVAILABLE));
            centre.brain.givenPassed(Duration.ofSeconds(22));
        }

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
        assertThat(centre.call("c1").legs()).hasSizeLessThan(4);
        assertThat(centre.call("c1").nextLegId()).isEqualTo("b12");
    }

    @Test
    void a_caller_does_not_meet_an_agent_who_rests_when_their_time_comes_and_they_are_busy() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.given(centre.facts.failed("c1", "b1", 603), centre.wants("anna", Verb.PAUSE));

        centre.brain.whenPassed(Duration.ofSeconds(22));

        assertThat(centre.offered("c1")).isNull();
        assertThat(Line.placeOf(centre.call("c1")).resting()).isEmpty();
    }

    @Test
    void an_agent_who_missed_a_caller_is_tried_last_for_that_caller() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.given(centre.facts.failed("c1", "b1", 486));
        centre.brain.givenPassed(Duration.ofSeconds(21)).given(centre.available("ben"));
        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        centre.brain.givenPassed(Duration.ofSeconds(2)).given(centre.available("cleo"));

        centre.brain.when(centre.facts.failed("c1", "b2", 486));

        assertThat(centre.offered("c1")).isEqualTo("us_cleo");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().alternatives())
                .extracting(it -> it.what() + " " + it.why())
                .contains("us_anna missed this caller");
    }

    @Test
    void nobody_picking_up_in_time_is_a_miss() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.brain.whenPassed(Duration.ofSeconds(20));

        assertThat(centre.brain.events()).contains(new OfferMissed("c1", QUEUE, "us_anna", 1, "no_answer"));
        assertThat(centre.agent("anna").missesInARow()).isEqualTo(1);
    }

    @Test
    void a_missed_offer_does_not_reset_the_idle_clock() {
        centre.brain.given(centre.available("anna"));
        var readySince = centre.agent("anna").readySince();
        centre.brain.givenPassed(Duration.ofSeconds(5));
        centre.calls("c1");

        centre.brain.when(centre.facts.failed("c1", "b1", 486));

        assertThat(centre.agent("anna").readySince()).isEqualTo(readySince);
    }

    @Test
    void too_many_misses_in_a_row_put_the_agent_on_a_break() {
        centre = CallCentre.with(QueueRow.queue(QUEUE).maxNoAnswer(2));
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(22));

        centre.brain.whenPassed(Duration.ofSeconds(20));

        assertThat(centre.told("anna").status()).isEqualTo(Status.ON_BREAK);
        assertThat(centre.told("anna").reason()).isEqualTo("no_answer");
        assertThat(centre.line()).containsExactly("c1");
    }

    @Test
    void an_answer_resets_the_misses() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(22));
        assertThat(centre.agent("anna").missesInARow()).isEqualTo(1);

        centre.picksUp("c1");

        assertThat(centre.agent("anna").missesInARow()).isZero();
    }

    @Test
    void without_a_limit_misses_never_end_in_a_break() {
        centre = CallCentre.with(QueueRow.queue(QUEUE).maxNoAnswer(0));
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.brain.whenPassed(Duration.ofMinutes(5));

        assertThat(centre.agent("anna").status()).isEqualTo(Status.AVAILABLE);
    }

    @Test
    void a_caller_whose_time_is_over_leaves_after_the_miss() {
        centre = CallCentre.with(QueueRow.queue(QUEUE).maxWaitSec(15));
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.brain.whenPassed(Duration.ofSeconds(15));
        assertThat(centre.brain.events()).isEmpty();

        centre.brain.whenPassed(Duration.ofSeconds(5));
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("timeout");
    }

    @Test
    void a_caller_whose_only_agent_is_gone_leaves_after_the_miss() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.given(centre.agent("anna").seen(false, false));

        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("no_agents");
    }

    @Test
    void a_pause_while_it_rings_withdraws_the_offer_without_a_miss() {
        centre.brain.given(centre.available("anna"), centre.available("ben"));
        centre.calls("c1");

        centre.brain.when(centre.wants("anna", Verb.PAUSE));

        assertThat(centre.brain.events()).contains(new OfferMissed("c1", QUEUE, "us_anna", 1, "withdrawn"));
        assertThat(centre.brain.commands()).contains(new Command.CancelLegs("c1", List.of("b1"), "queue.withdrawn"));
        assertThat(centre.agent("anna").missesInARow()).isZero();
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.PAUSED);
        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void a_caller_who_hangs_up_while_it_rings_frees_the_agent() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("abandoned");
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.READY);
        assertThat(centre.brain.timers()).doesNotContainKey("offer/c1/us_anna");
    }

    @Test
    void an_agent_freed_by_a_hang_up_takes_the_next_caller_at_once() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.calls("c2");

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(centre.offered("c2")).isEqualTo("us_anna");
        assertThat(centre.agent("anna").fence()).isEqualTo(2);
    }

    @Test
    void an_offer_whose_ring_never_ended_ends_with_its_lease() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        centre.brain.whenFires("offer/c1/us_anna");

        assertThat(centre.brain.events()).contains(new OfferMissed("c1", QUEUE, "us_anna", 1, "expired"));
        assertThat(centre.brain.commands())
                .contains(new Command.CancelLegs("c1", List.of("b1"), "queue.offer-expired"));
        assertThat(centre.offered("c1")).isEqualTo("us_anna");
    }

    @Test
    void a_lease_that_ends_after_the_caller_has_left_is_nobodys() {
        centre =
                CallCentre.with(QueueRow.queue(QUEUE).maxWaitSec(15).exit(QueueExit.TIMEOUT, DestKind.USER, "us_cleo"));
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(20));
        assertThat(centre.call("c1").place()).isNull();

        lease_of_ends("us_anna");

        assertThat(centre.brain.outgoing()).isEmpty();
    }

    @Test
    void a_ring_for_somebody_else_after_the_queue_is_no_offer() {
        centre =
                CallCentre.with(QueueRow.queue(QUEUE).maxWaitSec(15).exit(QueueExit.TIMEOUT, DestKind.USER, "us_cleo"));
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(20));

        centre.brain.when(centre.facts.failed("c1", centre.lastLeg("c1"), 486));

        assertThat(centre.brain.events(OfferMissed.class)).isEmpty();
    }

    @Test
    void the_end_of_a_lease_that_was_never_missed_changes_nothing() {
        centre.brain.given(centre.available("anna"));
        centre.calls("c1");

        lease_of_ends("us_ben");

        assertThat(centre.brain.outgoing()).isEmpty();
    }

    private void lease_of_ends(String userId) {
        String id = "offer/c1/" + userId;
        centre.brain.givenSet(new Timer(id, centre.brain.now(), new Timer.Purpose.OfferExpired("c1", userId, 1)));
        centre.brain.whenFires(id);
    }
}
