package io.ringlog.domain.state;

import java.util.List;

/** The callers that wait in a queue, by call id, in the order they are served. */
public record QueueState(String account, String queueId, List<String> waiting) implements Granule {

    public QueueState {
        waiting = List.copyOf(waiting);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "queue", queueId);
    }
}
