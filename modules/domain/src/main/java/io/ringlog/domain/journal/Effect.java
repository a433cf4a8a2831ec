package io.ringlog.domain.journal;

import java.util.Map;
import java.util.TreeMap;

/** What a worker is told to do outside the platform; its result comes back through the journal. */
public sealed interface Effect {

    /** The answer to a request that waits at an api node. Nothing secret. */
    record Reply(String requestId, String replyTo, boolean accepted, String code, String text, Map<String, String> data)
            implements Effect {
        public Reply {
            data = new TreeMap<>(data);
        }
    }
}
