package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.topology.views.LiveRecording;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each recording of a talk until it is erased. */
final class RecordingsProjector implements Projector {
    private LiveStore<LiveRecording> recordings;

    @SuppressWarnings("NullAway.Init")
    RecordingsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        recordings = context.getStateStore(Names.RECORDINGS);
        recordings.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof RecordingEvent.Of of) {
            String key = Projector.key(event, of.recordingId());
            Optional<LiveRecording> before = of instanceof RecordingEvent.RecordingStarted started
                    ? Optional.of(LiveRecording.begun(event, started))
                    : recordings.get(key);
            recordings.set(key, before.flatMap(it -> it.after(of)));
        }
    }
}
