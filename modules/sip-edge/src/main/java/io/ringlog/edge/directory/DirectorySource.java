package io.ringlog.edge.directory;

import io.ringlog.wire.DirectoryEntry;
import org.jspecify.annotations.Nullable;

/** Where the directory comes from: from its beginning, then every change; the directory topic, or a test's memory. */
public interface DirectorySource extends AutoCloseable {

    void start(Reader reader);

    @Override
    void close();

    /** Called by one thread at a time. */
    interface Reader {
        /** {@code entry} is null when the key is gone. */
        void changed(String key, @Nullable DirectoryEntry entry);

        /** Everything that was there at the start has been told. */
        void caughtUp();
    }
}
