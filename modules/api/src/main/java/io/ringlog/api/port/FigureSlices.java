package io.ringlog.api.port;

import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.QueueSlice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What adds up of queues and agents. Throws {@link Refused} with AWAY while the views cannot answer. */
public interface FigureSlices {

    /** Since when what happens in the account is counted; empty where nothing has. */
    Optional<Instant> begun(String account);

    /** The slices of a queue, the earliest first, minutes or quarters of an hour. */
    List<QueueSlice> queue(String account, String queueId, boolean byMinute);

    /** The slices of an agent, the earliest first, minutes or quarters of an hour. */
    List<AgentSlice> agent(String account, String userId, boolean byMinute);
}
