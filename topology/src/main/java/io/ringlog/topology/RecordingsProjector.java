package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.topology.views.LiveRecording;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each recording of a talk or by a flow until it is erased. */
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
            Optional<LiveRecording> before = switch (of) {
                case RecordingEvent.RecordingStarted it -> Optional.of(LiveRecording.begun(event, it));
                case RecordingEvent.FlowRecordingStarted it -> Optional.of(LiveRecording.begun(event, it));
                case RecordingEvent.Of _ -> recordings.get(key);
            };
            recordings.set(key, before.flatMap(it -> it.after(of)));
        }
    }
}
