package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The field {@code tier_wait_sec}. */
class WaitingForATierSpec {

    private static final String TIMER = "tiers/" + QUEUE;

    private CallCentre centre = waiting(10);

    private static CallCentre waiting(Integer seconds) {
        return CallCentre.with(QueueRow.queue(QUEUE).tierWaitSec(seconds));
    }

    @Test
    void without_it_the_next_tier_is_asked_at_once() {
        centre = waiting(null);
        busyAt(1, "anna");
        at(2, "ben");

        centre.calls("c1");

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void the_next_tier_is_asked_when_the_caller_has_waited_so_long() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");
        assertThat(centre.offered("c1")).isNull();

        centre.brain.givenPassed(Duration.ofMillis(9_999));
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofMillis(1));

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        Because because = centre.brain.reasons(AgentReserved.class).getFirst();
        assertThat(because.inputs()).containsEntry("tier", "2").containsEntry("tier_wait_sec", "10");
    }

    @Test
    void each_tier_below_with_somebody_there_counts() {
        busyAt(1, "anna");
        busyAt(2, "ben");
        at(7, "cleo");
        centre.calls("c1");

        centre.brain.givenPassed(Duration.ofSeconds(19));
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofSeconds(1));

        assertThat(centre.offered("c1")).isEqualTo("us_cleo");
    }

    @Test
    void a_tier_nobody_is_in_is_not_waited_for() {
        at(2, "ben");

        centre.calls("c1");

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void whoever_is_asked_in_a_lower_tier_says_who_is_asked_later() {
        at(1, "anna");
        at(2, "ben");

        centre.calls("c1");

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().alternatives())
                .containsExactly(new Because.Alternative("us_ben", "tier 2, asked after 10 s"));
    }

    @Test
    void the_last_of_a_tier_who_leaves_opens_the_one_above() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");
        assertThat(centre.offered("c1")).isNull();

        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void an_agent_of_a_higher_tier_who_becomes_free_waits_until_a_caller_waited() {
        busyAt(1, "anna");
        busyAt(2, "ben");
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(4));
        centre.calls("c2");

        centre.brain.when(centre.wants("ben", Verb.AVAILABLE));
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofSeconds(6));

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        assertThat(centre.offered("c2")).isNull();
    }

    @Test
    void a_caller_who_waited_is_taken_before_one_more_urgent_who_came_just_now() {
        busyAt(1, "anna");
        busyAt(2, "ben");
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(11));
        centre.brain.given(Draft.like(Rows.did("111", DestKind.QUEUE, QUEUE))
                .with("dest", new RouteTarget(DestKind.QUEUE, QUEUE, Map.of("queue_priority", "5")))
                .row());
        centre.brain.given(centre.facts.inviteFromTrunk("c2", Rows.TRUNK, "49", "111"));
        assertThat(centre.line()).containsExactly("c2", "c1");

        centre.brain.when(centre.wants("ben", Verb.AVAILABLE));

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void a_timer_of_a_tier_that_opens_for_nobody_changes_nothing() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");
        centre.brain.given(centre.facts.hungUp("c1", "a"));

        centre.brain.whenFires(TIMER);

        assertThat(centre.brain.events()).isEmpty();
    }

    @Test
    void only_the_earliest_opening_is_waited_for() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");
        var due = centre.brain.timers().get(TIMER).due();
        centre.brain.givenPassed(Duration.ofSeconds(3));

        centre.calls("c2");

        assertThat(centre.brain.timers().get(TIMER).due()).isEqualTo(due);
        centre.brain.whenPassed(Duration.ofSeconds(7));
        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void whoever_missed_a_caller_does_not_keep_those_behind_from_an_agent() {
        busyAt(1, "anna");
        at(2, "ben");
        at(2, "cleo");
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(1));
        centre.calls("c2");
        centre.brain.givenPassed(Duration.ofSeconds(9));
        centre.brain.given(centre.facts.failed("c1", "b1", 486));
        centre.brain.given(centre.facts.failed("c1", "b2", 486));
        assertThat(centre.offered("c1")).isNull();

        centre.brain.whenPassed(Duration.ofSeconds(1));

        assertThat(centre.offered("c2")).isNotNull();
    }

    @Test
    void a_shorter_wait_is_that_of_those_who_wait_already() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(3));

        centre.brain.whenSaved(QueueRow.queue(QUEUE).tierWaitSec(5).row());
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofSeconds(2));

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    @Test
    void a_wait_that_is_over_by_the_new_setting_opens_the_tier_at_once() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");
        centre.brain.givenPassed(Duration.ofSeconds(3));

        centre.brain.whenSaved(QueueRow.queue(QUEUE).tierWaitSec(null).row());

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
        assertThat(centre.brain.timers()).doesNotContainKey(TIMER);
    }

    @Test
    void a_longer_wait_is_waited_for_once() {
        busyAt(1, "anna");
        at(2, "ben");
        centre.calls("c1");

        centre.brain.whenSaved(QueueRow.queue(QUEUE).tierWaitSec(20).row());
        centre.brain.givenPassed(Duration.ofMillis(19_999));
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofMillis(1));

        assertThat(centre.offered("c1")).isEqualTo("us_ben");
    }

    private void at(int tier, String name) {
        centre.brain.given(centre.wants(name, Verb.AVAILABLE, List.of(new QueueChoice(QUEUE, tier)), null));
    }

    /** There, and on a break. */
    private void busyAt(int tier, String name) {
        at(tier, name);
        centre.brain.given(centre.wants(name, Verb.PAUSE));
    }
}
