package io.ringlog.api.port;

import java.util.Map;

/** Remembers for a day how requests were answered that may come again. */
public interface Repeats {

    /**
     * A request that may come again.
     *
     * @param owner id of the key that sends it
     * @param key the sender's own name for it
     * @param fingerprint the same for the same request
     */
    record Asked(String owner, String account, String key, String fingerprint) {}

    /** What is known of it. */
    sealed interface Before {

        /** Nothing; it is under way from now on. */
        record First() implements Before {}

        /** It was answered so. */
        record Answered(int status, String mediaType, byte[] body, Map<String, String> headers) implements Before {
            public Answered {
                headers = Map.copyOf(headers);
            }
        }

        /** It is being answered. */
        record UnderWay() implements Before {}

        /** It was begun, and whether it was done is not known. */
        record Unknown() implements Before {}

        /** Another request came under the same key. */
        record Another() implements Before {}

        /** No more of the account are remembered. */
        record TooMany() implements Before {}
    }

    Before begin(Asked asked);

    void answered(Asked asked, Before.Answered answer);

    /** Nobody knows whether it was done. */
    void unknown(Asked asked);

    /** It was refused: nothing was done. */
    void forget(Asked asked);
}
