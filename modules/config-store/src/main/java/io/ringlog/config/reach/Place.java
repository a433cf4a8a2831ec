package io.ringlog.config.reach;

import io.ringlog.config.resource.DeadEnd;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a vertex.
 *
 * @param name what people call the row
 * @param dialled what is dialled to come here; null where nothing is
 * @param ends where a call ends here, seen from here alone
 * @param never exits that no call takes as the row is
 * @param asks whether the caller decides here how it goes on
 */
record Place(String name, @Nullable String dialled, List<DeadEnd> ends, Set<String> never, boolean asks) {
    Place {
        ends = List.copyOf(ends);
        never = Set.copyOf(never);
    }
}
