package io.ringlog.topology;

import static io.ringlog.topology.TestBrain.ACCOUNT;
import static io.ringlog.topology.TestBrain.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceCallLost;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceDue;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.PlaceEvent.PlaceNotReached;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.kernel.Because;
import io.ringlog.topology.views.LivePlace;
import io.ringlog.topology.views.LivePlace.State;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacesProjectorTest {
    private static final Instant UNTIL = AT.plusSeconds(14_400);
    private static final Instant NEXT = AT.plusSeconds(300);

    private final Driver driver = new Driver(ViewsTopology.build(1), AT);
    private int offset;

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void a_place_is_shown_with_what_is_done_for_it_until_it_is_over() {
        see(new PlaceKept("pl_1", "q_1", "+4940111", 3, AT, NEXT, UNTIL, "call_0"));
        assertThat(rows()).containsExactly(row(State.SCHEDULED, NEXT, 0, null));
        see(new PlaceDue("pl_1", "q_1", 1));
        assertThat(rows()).containsExactly(row(State.WAITING, null, 0, null));
        see(new PlaceCalled("pl_1", "q_1", "call_1", "us_1", 1));
        assertThat(rows()).containsExactly(row(State.RINGING, null, 1, "call_1"));
        see(new PlaceNotReached("pl_1", "q_1", "call_1", 1, "routing.busy", NEXT));
        assertThat(rows()).containsExactly(row(State.SCHEDULED, NEXT, 1, null));
        see(new PlaceDue("pl_1", "q_1", 1));
        see(new PlaceCalled("pl_1", "q_1", "call_2", "us_1", 2));
        see(new PlaceCallLost("pl_1", "q_1", "call_2"));
        assertThat(rows()).containsExactly(row(State.WAITING, null, 1, null));
        see(new PlaceCalled("pl_1", "q_1", "call_3", "us_1", 2));
        see(new PlaceJoined("pl_1", "q_1", "call_3"));
        assertThat(rows()).containsExactly(row(State.JOINED, null, 2, "call_3"));
        see(new PlaceOver("pl_1", "q_1", Outcome.ANSWERED, 2, "call_3"));
        see(new PlaceJoined("pl_1", "q_1", "call_3"));
        assertThat(rows()).isEmpty();
    }

    @Test
    void a_place_for_now_waits() {
        see(new PlaceKept("pl_1", "q_1", "+4940111", 3, AT, null, UNTIL, "call_0"));

        assertThat(rows()).containsExactly(row(State.WAITING, null, 0, null));
    }

    private static LivePlace row(State state, @Nullable Instant due, int attempts, @Nullable String callId) {
        return new LivePlace("pl_1", "q_1", "+4940111", 3, state, AT, due, UNTIL, attempts, callId, "call_0");
    }

    private void see(Event event) {
        var record = new EventRecord(
                "0-" + offset + "-0", ACCOUNT, null, 0, AT, "0-" + offset++, "v", event, Because.of("test"));
        driver.into(Topics.EVENTS.name()).pipeInput(ACCOUNT, Codecs.EVENT.encode(record), AT);
    }

    private List<LivePlace> rows() {
        return List.copyOf(driver.<LivePlace>store(Names.PLACES).all());
    }
}
