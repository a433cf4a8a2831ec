package io.ringlog.api.port;

import java.util.Optional;

/** The sound of recordings by their object key. */
public interface Recordings {

    /** The whole WAV file; empty when it is not (or no longer) where this process can read it. */
    Optional<byte[]> find(String objectKey);
}
