package io.ringlog.topology.views;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A network that no edge listens to.
 *
 * @param code what it did, or that somebody asked for it
 * @param actor who asked; null when nobody did
 * @param dropped packets and connections, as far as edges have told
 */
public record LiveBan(
        String banId,
        String network,
        String code,
        String text,
        Instant since,
        Instant until,
        @Nullable String actor,
        long dropped) {

    public LiveBan dropped(long inAll) {
        return new LiveBan(banId, network, code, text, since, until, actor, inAll);
    }
}
