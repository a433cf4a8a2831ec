package io.ringlog.edge.command;

import io.ringlog.domain.journal.Outgoing.CommandRecord;
import java.util.function.Consumer;

/** Where commands come from, in order, from behind the last one that was carried out; a topic, or a test's memory. */
public interface CommandSource extends AutoCloseable {

    /** Calls the handler on the source's own thread; what has been handled is not delivered again after a restart. */
    void start(Consumer<CommandRecord> handler);

    @Override
    void close();
}
