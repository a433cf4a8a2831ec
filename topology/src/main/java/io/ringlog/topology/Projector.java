package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Folds decoded events into the rows of its stores. */
interface Projector {

    /** Takes its stores, with whatever they hold already. */
    void open(ProcessorContext<?, ?> context);

    /** Folds one event, which came as these bytes; the same event again changes nothing. */
    void see(EventRecord event, byte[] bytes);

    /** The key of a row in every view: {@code account/id}. */
    static String key(EventRecord event, String id) {
        return event.accountId() + '/' + id;
    }
}
