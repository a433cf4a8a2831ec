package io.ringlog.domain.figures;

import static io.ringlog.domain.figures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.QueueEvent.AgentConfirmed;
import io.ringlog.domain.journal.QueueEvent.CallerDeflected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueueFoldSpec {
    private final Told told = new Told();
    private final KeptSlices<QueueSlice> slices = new KeptSlices<>();
    private final QueueFold fold = new QueueFold(slices, Cut.QUEUE_QUARTERS);

    private void see(EventRecord... events) {
        List.of(events).forEach(fold::see);
    }

    private QueueSums sums() {
        return QueueSums.of(slices.all().stream().map(QueueSlice::sums).toList());
    }

    @Test
    void a_caller_counts_in_the_slice_in_which_they_came_and_not_in_that_in_which_they_were_answered() {
        see(
                told.queued(890, "c1"),
                told.at(910, new AgentConfirmed("c1", "q_1", "u1", 1, 20_000)),
                told.answered(911, "c1", "u1", 21_000),
                told.does(911, "u1", Activity.IN_CALL, Bucket.INCALL),
                told.at(920, new LegHoldChanged("c1", "b", true)),
                told.at(922, new LegHoldChanged("c1", "a", true)),
                told.at(924, new LegHoldChanged("c1", "b", false)),
                told.at(925, new LegHoldChanged("c1", "b", false)),
                told.at(930, new LegHoldChanged("c1", "a", false)),
                told.does(971, "u1", Activity.WRAP_UP, Bucket.WRAPUP),
                told.at(972, new LegHoldChanged("c1", "b", true)),
                told.does(981, "u1", Activity.WAITING, Bucket.READY));

        assertThat(slices.live).hasSize(1);
        assertThat(slices.all().iterator().next().from()).isEqualTo(at(0));
        assertThat(sums().left()).isEqualTo(Map.of("answered", 1));
        assertThat(sums().answered()).isEqualTo(new Waits(new TreeMap<>(Map.of(20, 1)), 20_000, 20_000));
        assertThat(sums().handled()).isEqualTo(new Handled(1, 50_000, 10_000, 10_000));
        assertThat(Figures.ahtMs(sums())).isEqualTo(70_000);
    }

    @Test
    void a_hold_that_nobody_ended_ends_with_the_talk_and_without_wrap_up_there_is_none() {
        see(
                told.queued(0, "c1"),
                told.answered(5, "c1", "u1", 5_000),
                told.at(10, new LegHoldChanged("c1", "b", true)),
                told.does(25, "u1", Activity.WAITING, Bucket.READY));

        assertThat(sums().handled()).isEqualTo(new Handled(1, 5_000, 15_000, 0));
    }

    @Test
    void whoever_hangs_up_or_waits_too_long_is_abandoned_and_whoever_chooses_is_not() {
        see(
                told.queued(0, "c1"),
                told.queued(0, "c2"),
                told.queued(0, "c3"),
                told.queued(0, "c4"),
                told.left(30, "c1", "abandoned", 30_000),
                told.left(60, "c2", "timeout", 60_001),
                told.left(61, "c3", "routed", 61_000));

        assertThat(sums().offered()).isEqualTo(4);
        assertThat(sums().abandoned().afterSec()).isEqualTo(Map.of(30, 1, 61, 1));
        assertThat(Figures.abandonRatePct(sums())).isEqualTo(50);
        assertThat(Figures.abandonWaitMs(sums())).isEqualTo(45_001);
        assertThat(slices.all().iterator().next().waiting()).containsOnlyKeys("c4");
    }

    @Test
    void the_service_level_is_of_all_who_were_offered_and_a_wait_of_just_so_long_keeps_it() {
        see(
                told.queued(0, "c1"),
                told.queued(0, "c2"),
                told.queued(0, "c3"),
                told.answered(20, "c1", "u1", 20_000),
                told.answered(21, "c2", "u2", 20_001),
                told.left(22, "c3", "abandoned", 22_000));

        assertThat(Figures.serviceLevelPct(sums(), 20)).isEqualTo(33);
        assertThat(Figures.serviceLevelPct(sums(), 21)).isEqualTo(67);
        assertThat(Figures.serviceLevelPct(sums(), Waits.MOST_SEC)).isEqualTo(67);
        assertThat(Figures.asaMs(sums())).isEqualTo(20_001);
    }

    @Test
    void waits_beyond_ten_minutes_are_told_apart_no_more() {
        Waits waits = Waits.one(600_000)
                .plus(Waits.one(600_001))
                .plus(Waits.one(86_400_000))
                .plus(Waits.one(0));

        assertThat(waits.afterSec()).isEqualTo(Map.of(0, 1, 600, 1, 601, 2));
        assertThat(waits.within(600)).isEqualTo(2);
        assertThat(waits.longestMs()).isEqualTo(86_400_000);
        assertThat(waits.count()).isEqualTo(4);
    }

    @Test
    void who_is_turned_away_at_the_door_or_called_back_is_not_offered() {
        see(
                told.at(0, new CallerDeflected("c1", "q_1", "queue_full")),
                told.at(5, new PlaceJoined("pl_1", "q_1", "c2")),
                told.queued(5, "c2"),
                told.answered(9, "c2", "u1", 3_600_000),
                told.does(19, "u1", Activity.WAITING, Bucket.READY));

        assertThat(sums().offered()).isZero();
        assertThat(sums().calledBack()).isEqualTo(1);
        assertThat(sums().left()).isEmpty();
        assertThat(sums().answered()).isEqualTo(Waits.NONE);
        assertThat(sums().deflected()).isEqualTo(Map.of("queue_full", 1));
        assertThat(sums().handled()).isEqualTo(new Handled(1, 10_000, 0, 0));
    }

    @Test
    void the_same_caller_may_come_again_while_the_agent_wraps_up() {
        see(
                told.queued(0, "c1"),
                told.answered(1, "c1", "u1", 1_000),
                told.does(11, "u1", Activity.WRAP_UP, Bucket.WRAPUP),
                told.queued(11, "c1"),
                told.left(12, "c1", "abandoned", 1_000),
                told.left(13, "c1", "abandoned", 2_000),
                told.does(21, "u1", Activity.WAITING, Bucket.READY));

        assertThat(sums().offered()).isEqualTo(2);
        assertThat(sums().left()).isEqualTo(Map.of("abandoned", 1, "answered", 1));
        assertThat(sums().handled()).isEqualTo(new Handled(1, 10_000, 0, 10_000));
    }

    @Test
    void what_nobody_waits_or_talks_for_changes_nothing() {
        see(
                told.at(0, new AgentConfirmed("c1", "q_1", "u1", 1, 20_000)),
                told.left(1, "c1", "abandoned", 1_000),
                told.at(2, new LegHoldChanged("c1", "b", true)),
                told.does(3, "u1", Activity.WAITING, Bucket.READY));

        assertThat(slices.live).isEmpty();
    }

    @Test
    void slices_are_kept_for_so_long_and_who_waits_in_an_older_one_is_forgotten() {
        long day = Duration.ofDays(1).toSeconds();
        EventRecord first = told.queued(0, "c1");
        EventRecord talks = told.queued(1, "c2");
        see(first, talks, told.answered(2, "c2", "u1", 1_000));
        see(told.queued(34 * day, "c3"), told.queued(36 * day, "c4"));
        see(
                told.left(36 * day + 1, "c1", "abandoned", 1_000),
                told.does(36 * day + 1, "u1", Activity.WAITING, Bucket.READY));

        assertThat(slices.all()).extracting(QueueSlice::from).containsExactly(at(34 * day), at(36 * day));
        assertThat(sums().left()).isEmpty();
    }

    @Test
    void of_a_queue_that_is_removed_nothing_is_kept() {
        see(
                told.queued(0, "c1"),
                told.queued(1_000, "c2"),
                told.at(1_001, new ConfigApplied("q_2", "Queue", 1, true)),
                told.at(1_002, new ConfigApplied("q_1", "Queue", 1, false)),
                told.at(1_003, new ConfigApplied("q_1", "SipUser", 1, true)));
        assertThat(slices.live).hasSize(2);

        see(told.at(1_004, new ConfigApplied("q_1", "Queue", 2, true)), told.left(1_005, "c1", "abandoned", 1));

        assertThat(slices.live).isEmpty();
    }

    @Test
    void the_same_events_again_change_nothing() {
        List<EventRecord> events = List.of(
                told.queued(0, "c1"),
                told.answered(1, "c1", "u1", 1_000),
                told.does(11, "u1", Activity.WRAP_UP, Bucket.WRAPUP),
                told.queued(11, "c1"),
                told.does(21, "u1", Activity.WAITING, Bucket.READY));
        events.forEach(fold::see);
        Map<String, QueueSlice> once = Map.copyOf(slices.live);

        events.forEach(fold::see);
        QueueFold again = new QueueFold(slices, Cut.QUEUE_QUARTERS);
        events.forEach(again::see);
        assertThat(slices.live).isEqualTo(once);

        again.see(told.left(30, "c1", "abandoned", 19_000));
        assertThat(sums().left()).isEqualTo(Map.of("abandoned", 1, "answered", 1));
    }
}
