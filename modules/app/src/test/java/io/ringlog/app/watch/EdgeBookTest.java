package io.ringlog.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.wire.EdgeHeartbeat;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EdgeBookTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final EdgeBook book = new EdgeBook(Duration.ofSeconds(3));

    @Test
    void an_edge_is_lost_when_its_heartbeat_is_missing_for_the_term() {
        book.beat(beat(1, false), START);

        assertThat(book.lost(START.plusSeconds(3))).isEmpty();
        assertThat(book.lost(START.plusMillis(3_001))).containsExactly(new EdgeLost("e1", 1, "heartbeat missing"));
    }

    @Test
    void an_edge_that_says_goodbye_has_told_of_its_end_itself() {
        book.beat(beat(1, false), START);
        book.beat(beat(1, true), START.plusSeconds(1));

        assertThat(book.lost(START.plusSeconds(60))).isEmpty();
    }

    @Test
    void an_edge_that_started_anew_is_not_judged_by_its_former_life() {
        book.beat(beat(2, false), START);
        book.beat(beat(1, true), START.plusSeconds(1));

        assertThat(book.lost(START.plusSeconds(2))).isEmpty();
    }

    @Test
    void a_loss_is_told_until_it_is_in_the_journal() {
        Instant late = START.plusSeconds(4);
        book.beat(beat(1, false), START);
        book.forget(new EdgeLost("e1", 0, "another life"));
        assertThat(book.lost(late)).hasSize(1);

        book.forget(new EdgeLost("e1", 1, "heartbeat missing"));

        assertThat(book.lost(late)).isEmpty();
    }

    @Test
    void while_nobody_could_be_heard_nobody_is_lost() {
        book.beat(beat(1, false), START);
        book.forgive(START.plusSeconds(60));

        assertThat(book.lost(START.plusSeconds(62))).isEmpty();
        assertThat(book.lost(START.plusSeconds(64))).hasSize(1);
    }

    @Test
    void an_edge_that_was_lost_and_is_heard_again_is_back_until_that_is_in_the_journal() {
        book.beat(beat(1, false), START);
        book.forget(new EdgeLost("e1", 1, "heartbeat missing"));
        assertThat(book.back()).isEmpty();

        book.beat(beat(1, false), START.plusSeconds(5));
        assertThat(book.back()).containsExactly(new EdgeStarted("e1", 1));

        book.welcome(new EdgeStarted("e1", 1));
        assertThat(book.back()).isEmpty();
    }

    @Test
    void what_the_journal_has_not_taken_is_told_again() {
        EdgeLost loss = new EdgeLost("e1", 1, "heartbeat missing");
        book.beat(beat(1, false), START);
        book.forget(loss);
        book.untold(loss);
        assertThat(book.lost(START)).containsExactly(loss);

        book.forget(loss);
        book.beat(beat(1, false), START);
        book.untold(loss);
        assertThat(book.lost(START)).isEmpty();
        assertThat(book.back()).containsExactly(new EdgeStarted("e1", 1));

        book.welcome(new EdgeStarted("e1", 1));
        book.untold(new EdgeStarted("e1", 1));
        assertThat(book.back()).containsExactly(new EdgeStarted("e1", 1));
    }

    @Test
    void an_edge_that_was_lost_and_started_anew_has_told_so_itself() {
        book.beat(beat(1, false), START);
        book.forget(new EdgeLost("e1", 1, "heartbeat missing"));

        book.beat(beat(2, false), START.plusSeconds(5));

        assertThat(book.back()).isEmpty();
    }

    private static EdgeHeartbeat beat(long epoch, boolean leaving) {
        return new EdgeHeartbeat("e1", epoch, "127.0.0.1", 5060, 0, leaving, START, null, null);
    }
}
