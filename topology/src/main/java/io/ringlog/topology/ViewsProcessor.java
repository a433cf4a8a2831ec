package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import java.util.List;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Decodes each event once and shows it to every projector of the partition. */
final class ViewsProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
    private final List<Projector> projectors;

    /** {@code keptCalls} is how many ended calls a partition keeps. */
    ViewsProcessor(int keptCalls) {
        projectors = List.of(
                new LiveCallsProjector(),
                new CallHistoryProjector(keptCalls),
                new AgentsProjector(),
                new QueuesProjector(),
                new MailboxesProjector(),
                new RecordingsProjector(),
                new RegistrationsProjector(),
                new TrunksProjector(),
                new BansProjector(),
                new WindowsProjector(),
                new FraudsProjector(),
                new ChannelsProjector(),
                new CallBacksProjector(),
                new PlacesProjector(),
                new FiguresProjector());
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        projectors.forEach(projector -> projector.open(context));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        switch (Codecs.EVENT.decode(record.value())) {
            case Decoded.Ok<EventRecord>(EventRecord event) ->
                projectors.forEach(projector -> projector.see(event, record.value()));
            case Decoded.Undecodable<EventRecord> why ->
                new Poison(context(), Names.VIEWS, Names.VIEWS_QUARANTINE_SINK).quarantine(why, record);
        }
    }
}
