package io.ringlog.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LiveQueue;
import io.ringlog.topology.views.LiveQueue.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A caller whom several agents are offered at once. */
class LiveQueueTest {

    private static final Instant AT = Instant.parse("2026-03-03T12:00:00Z");

    private LiveQueue queue = LiveQueue.empty("acc_1", "q_1");

    @Test
    void a_caller_is_offered_until_the_last_of_several_has_missed() {
        rung();

        see(new QueueEvent.OfferMissed("c1", "q_1", "us_1", 1, "busy"));
        assertThat(queue.callers()).containsExactly(new LiveQueue.Caller("c1", 0, AT, State.OFFERED, "us_2", null));

        see(new QueueEvent.OfferMissed("c1", "q_1", "us_2", 4, "busy"));
        assertThat(queue.callers()).containsExactly(new LiveQueue.Caller("c1", 0, AT, State.WAITING, null, null));
    }

    @Test
    void an_offer_that_another_took_leaves_the_caller_with_that_one() {
        rung();

        see(new QueueEvent.AgentConfirmed("c1", "q_1", "us_2", 4, 900));
        see(new QueueEvent.OfferMissed("c1", "q_1", "us_1", 1, QueueEvent.ANSWERED_ELSEWHERE));

        assertThat(queue.callers()).containsExactly(new LiveQueue.Caller("c1", 0, AT, State.CONFIRMED, "us_2", null));
    }

    private void rung() {
        see(new QueueEvent.CallerQueued("c1", "q_1", 0, 1, null));
        see(new QueueEvent.AgentReserved("c1", "q_1", "us_1", 1));
        see(new QueueEvent.AgentReserved("c1", "q_1", "us_2", 4));
    }

    private void see(QueueEvent event) {
        queue = queue.after(
                new EventRecord("0-1-0", "acc_1", "c1", 1, AT, "0-1", "v", event, Because.of("test")), event);
    }
}
