package io.ringlog.app.store;

import io.ringlog.edge.recording.Sound;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Objects by key in a store that may be away; every call blocks for a bounded time and says so by an exception. */
interface Bucket {

    /** Takes a whole file in; whoever reads the key finds all of it or what was there before. */
    void put(String key, Path file) throws IOException;

    Optional<Sound> open(String key) throws IOException;

    /** A key that is there, and when the store took what it holds. */
    record Listed(String key, Instant since) {}

    /** All keys that begin so. */
    List<Listed> list(String prefix) throws IOException;

    /** False when there was none. */
    boolean remove(String key) throws IOException;

    /** An address that hands the object of a key out to whoever has it, for so long. */
    Optional<URI> link(String key, Duration lifetime) throws IOException;
}
