package io.ringlog.domain.figures;

import static io.ringlog.domain.figures.Told.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentFoldSpec {
    private final Told told = new Told();
    private final KeptSlices<AgentSlice> slices = new KeptSlices<>();
    private final AgentFold fold = new AgentFold(slices, Cut.AGENT_QUARTERS);

    private void see(EventRecord... events) {
        List.of(events).forEach(fold::see);
    }

    private AgentSums sums(long fromSec, long untilSec) {
        return AgentSums.of(List.copyOf(slices.all()), at(fromSec), at(untilSec));
    }

    @Test
    void a_status_lasts_to_the_next_change_over_the_edges_of_slices_and_the_newest_to_the_end() {
        see(
                told.does(100, "u1", Activity.WAITING, Bucket.READY),
                told.does(200, "u1", Activity.IN_CALL, Bucket.INCALL),
                told.does(2_000, "u1", Activity.WRAP_UP, Bucket.WRAPUP),
                told.does(2_010, "u1", Activity.WAITING, Bucket.READY));

        AgentSums first = sums(0, 900);
        assertThat(first.ms(Bucket.OFFLINE)).isEqualTo(100_000);
        assertThat(first.ms(Bucket.READY)).isEqualTo(100_000);
        assertThat(first.ms(Bucket.INCALL)).isEqualTo(700_000);
        assertThat(first.loggedInMs()).isEqualTo(800_000);
        assertThat(Figures.occupancyPct(first)).isEqualTo(88);
        assertThat(Figures.utilizationPct(first)).isEqualTo(88);
        assertThat(sums(900, 1_800).ms(Bucket.INCALL)).isEqualTo(900_000);
        AgentSums last = sums(1_800, 2_700);
        assertThat(last.ms(Bucket.INCALL)).isEqualTo(200_000);
        assertThat(last.ms(Bucket.WRAPUP)).isEqualTo(10_000);
        assertThat(last.ms(Bucket.READY)).isEqualTo(690_000);
        assertThat(sums(0, 2_700).statusMs().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2_700_000);
    }

    @Test
    void offers_answers_and_misses_count_and_an_offer_that_another_took_is_no_miss() {
        see(
                told.at(0, new AgentReserved("c1", "q_1", "u1", 1)),
                told.at(5, new OfferMissed("c1", "q_1", "u1", 1, "no_answer")),
                told.at(10, new AgentReserved("c1", "q_1", "u1", 2)),
                told.at(12, new OfferMissed("c1", "q_1", "u1", 2, QueueEvent.ANSWERED_ELSEWHERE)),
                told.at(13, new OfferMissed("c1", "q_1", "u1", 2, QueueEvent.WITHDRAWN)),
                told.at(20, new AgentReserved("c1", "q_1", "u1", 3)),
                told.at(25, new AgentClaimed("c1", "q_1", "u1", 3)));

        assertThat(sums(0, 900))
                .extracting(AgentSums::offered, AgentSums::missed, AgentSums::answered)
                .containsExactly(3, 1, 1);
        assertThat(sums(900, 1_800))
                .extracting(AgentSums::offered, AgentSums::missed, AgentSums::answered)
                .containsExactly(0, 0, 0);
    }

    @Test
    void nothing_divided_is_nothing() {
        AgentSums none = sums(0, 0);

        assertThat(List.of(Figures.occupancyPct(none), Figures.utilizationPct(none), Figures.ahtMs(none)))
                .containsOnly(0L);
        assertThat(List.of(
                        Figures.serviceLevelPct(QueueSums.NONE, 20),
                        Figures.abandonRatePct(QueueSums.NONE),
                        Figures.asaMs(QueueSums.NONE),
                        Figures.abandonWaitMs(QueueSums.NONE),
                        Figures.ahtMs(QueueSums.NONE)))
                .containsOnly(0L);
    }

    @Test
    void the_newest_slice_that_is_too_old_stays_for_what_the_agent_did_as_the_kept_ones_begin() {
        long day = Duration.ofDays(1).toSeconds();
        see(
                told.does(0, "u1", Activity.WAITING, Bucket.IDLE),
                told.does(day, "u1", Activity.WAITING, Bucket.READY),
                told.does(10 * day, "u1", Activity.WAITING, Bucket.PAUSED));

        assertThat(slices.all()).extracting(AgentSlice::from).containsExactly(at(day), at(10 * day));
        assertThat(sums(9 * day, 10 * day).ms(Bucket.READY)).isEqualTo(day * 1_000);
    }

    @Test
    void of_a_user_who_is_removed_nothing_is_kept_and_the_same_event_again_changes_nothing() {
        EventRecord ready = told.does(0, "u1", Activity.WAITING, Bucket.READY);
        EventRecord paused = told.does(10, "u1", Activity.WAITING, Bucket.PAUSED);
        see(ready, paused, ready, paused);
        assertThat(sums(0, 900).ms(Bucket.READY)).isEqualTo(10_000);

        see(
                told.at(20, new ConfigApplied("u1", "SipUser", 2, false)),
                told.at(20, new ConfigApplied("u1", "Queue", 2, true)));
        assertThat(slices.live).hasSize(1);

        see(told.at(30, new ConfigApplied("u1", "SipUser", 3, true)));
        assertThat(slices.live).isEmpty();
    }
}
