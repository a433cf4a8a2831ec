package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.PlaceEvent.PlaceCallLost;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceDue;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.PlaceEvent.PlaceNotReached;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.topology.views.LivePlace;
import io.ringlog.topology.views.LivePlace.State;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each place in a queue that is kept for whoever is called back; as many as the brain keeps. */
final class PlacesProjector implements Projector {
    private LiveStore<LivePlace> places;

    @SuppressWarnings("NullAway.Init")
    PlacesProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        places = context.getStateStore(Names.PLACES);
        places.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof PlaceEvent it) {
            seen(Projector.key(event, it.placeId()), it);
        }
    }

    private void seen(String key, PlaceEvent event) {
        switch (event) {
            case PlaceKept it -> places.put(key, row(it));
            case PlaceDue _ -> change(key, LivePlace::waits);
            case PlaceCalled it -> change(key, row -> row.rings(it.callId(), it.attempt()));
            case PlaceJoined _ -> change(key, LivePlace::joined);
            case PlaceCallLost _ -> change(key, LivePlace::lost);
            case PlaceNotReached it -> change(key, row -> row.later(it.next()));
            case PlaceOver _ -> places.remove(key);
        }
    }

    private void change(String key, UnaryOperator<LivePlace> how) {
        places.get(key).ifPresent(row -> places.put(key, how.apply(row)));
    }

    private static LivePlace row(PlaceKept it) {
        return new LivePlace(
                it.placeId(),
                it.queueId(),
                it.number(),
                it.priority(),
                it.due() == null ? State.WAITING : State.SCHEDULED,
                it.since(),
                it.due(),
                it.until(),
                0,
                null,
                it.callId());
    }
}
