package io.ringlog.api.port;

import java.time.Instant;
import java.util.Optional;

/** The sound of recordings by their object key. */
public interface Recordings {

    /** Where links of ours lead: an object key follows, and in the query the two below. */
    String LINKS = "/sounds/";

    String EXPIRES = "expires";
    String SIGNATURE = "signature";

    /** An address that hands a sound out to whoever has it, without a key, until then. */
    record Link(String url, Instant expiresTs) {}

    /** The whole WAV file; empty when it is not (or no longer) where this process can read it. */
    Optional<byte[]> find(String objectKey);

    /** A link of ours as somebody came with it, each part as it was said. */
    record Signed(String objectKey, String expires, String signature) {

        /** Without the signature: whoever reads it in a log must not hear the sound. */
        @Override
        public String toString() {
            return "Signed[" + objectKey + ", " + expires + "]";
        }
    }

    /**
     * The sound of a link; empty for one that is not of ours, and for a sound that is not there any more.
     *
     * @throws Refused for a link of ours that has expired
     */
    Optional<byte[]> follow(Signed link);

    /** Empty for a sound that is not (or no longer, or not yet) there. */
    Optional<Link> link(String objectKey);
}
