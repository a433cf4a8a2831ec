package io.ringlog.domain.brain;

import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.GranuleKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that follows from one journal record.
 *
 * @param outgoing in the order decided
 * @param changes the granules to write through, null for one that is gone, in key order
 */
public record Outcome(List<Outgoing> outgoing, List<Change> changes) {

    /** A granule's new content; null when it is gone. */
    public record Change(GranuleKey key, @Nullable Granule granule) {}

    public Outcome {
        outgoing = List.copyOf(outgoing);
        changes = List.copyOf(changes);
    }
}
