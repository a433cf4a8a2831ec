package io.ringlog.domain.presence;

import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent wishes, by whatever way it was said.
 *
 * @param queues the active optional queues from now on; null leaves them as they are
 * @param reason pause reason
 * @param actor who said it
 */
record Wish(
        Verb verb,
        @Nullable List<QueueChoice> queues,
        @Nullable String reason,
        String actor) {

    static Wish of(AgentActed act) {
        return new Wish(act.event(), act.queues(), act.reason(), act.actor());
    }
}
