package io.ringlog.domain.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A network that no edge listens to.
 *
 * @param actor who asked for it; null when it was decided by what the network did
 * @param dropped as far as edges have told
 */
public record Ban(
        String account,
        String banId,
        String network,
        String code,
        Instant until,
        @Nullable String actor,
        long dropped) implements Granule {

    /** The store of bans, which edges are told of. */
    public static final String STORE = "ban";

    public Ban dropped(int more) {
        return new Ban(account, banId, network, code, until, actor, dropped + more);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, STORE, network);
    }
}
