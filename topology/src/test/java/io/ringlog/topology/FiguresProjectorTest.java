package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.domain.figures.QueueSums;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallerDeflected;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.FiguresBegun;
import io.ringlog.topology.views.ViewCodecs;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FiguresProjectorTest {
    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void callers_and_agents_add_up_by_quarters_and_by_minutes_and_lie_as_they_are() {
        see(0, new CallerQueued("call_1", "q_1", 0, 1, null));
        see(0, new CallerQueued("call_2", "q_1", 0, 2, null));
        see(0, new CallerDeflected("call_3", "q_1", "queue_full"));
        see(90, does(Activity.IN_CALL, Bucket.INCALL));
        see(90, new CallerLeftQueue("call_1", "q_1", "answered", "us_1", 90_000));
        see(91, new CallerLeftQueue("call_2", "q_1", "abandoned", null, 91_000));
        see(150, does(Activity.WRAP_UP, Bucket.WRAPUP));
        EventRecord last = see(160, does(Activity.WAITING, Bucket.READY));
        pipe(last);

        QueueSums sums = QueueSums.of(
                queues(Names.QUEUE_QUARTERS).stream().map(QueueSlice::sums).toList());
        assertThat(sums.offered()).isEqualTo(2);
        assertThat(sums.left()).isEqualTo(Map.of("answered", 1, "abandoned", 1));
        assertThat(sums.handled().talkMs()).isEqualTo(60_000);
        assertThat(sums.handled().wrapUpMs()).isEqualTo(10_000);
        assertThat(QueueSums.of(queues(Names.QUEUE_MINUTES).stream()
                        .map(QueueSlice::sums)
                        .toList()))
                .isEqualTo(sums);
        assertThat(agents(Names.AGENT_QUARTERS).getLast().bucket()).isEqualTo(Bucket.READY);
        assertThat(agents(Names.AGENT_MINUTES)).hasSizeGreaterThan(1);
        assertThat(driver.<FiguresBegun>store(Names.FIGURES_BEGUN).all())
                .containsExactly(new FiguresBegun(ACCOUNT, AT));
        for (QueueSlice each : queues(Names.QUEUE_MINUTES)) {
            assertThat(ViewCodecs.QUEUE_SLICE
                            .decode(ViewCodecs.QUEUE_SLICE.encode(each))
                            .orThrow())
                    .isEqualTo(each);
        }
        for (AgentSlice each : agents(Names.AGENT_MINUTES)) {
            assertThat(ViewCodecs.AGENT_SLICE
                            .decode(ViewCodecs.AGENT_SLICE.encode(each))
                            .orThrow())
                    .isEqualTo(each);
        }
    }

    private static AgentStateChanged does(Activity what, Bucket bucket) {
        return new AgentStateChanged("us_1", Status.AVAILABLE, what, true, false, bucket, null, null, List.of("q_1"));
    }

    private EventRecord see(int sec, Event event) {
        Instant at = AT.plusSeconds(sec);
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, null, 0, at, "0-" + offset++, "v", event, Because.of("test"));
        pipe(record);
        return record;
    }

    private void pipe(EventRecord record) {
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), record.at());
    }

    private List<QueueSlice> queues(String store) {
        return List.copyOf(driver.<QueueSlice>store(store).all());
    }

    private List<AgentSlice> agents(String store) {
        return List.copyOf(driver.<AgentSlice>store(store).all());
    }
}
