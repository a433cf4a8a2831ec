package io.ringlog.api.port;

import java.time.Instant;
import java.util.Optional;

/** The sound of recordings by their object key. */
public interface Recordings {

    /** An address that hands a sound out to whoever has it, without a key, until then. */
    record Link(String url, Instant expiresTs) {}

    /** The whole WAV file; empty when it is not (or no longer) where this process can read it. */
    Optional<byte[]> find(String objectKey);

    /** Whether sounds lie where there can be links to them. */
    boolean hasLinks();

    /** Empty for a sound that is not (or no longer, or not yet) there. */
    Optional<Link> link(String objectKey);
}
