package io.ringlog.domain.state;

import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.Light;
import java.time.Instant;
import java.util.Locale;

/**
 * That a lamp is watched at an edge, by however many phones; and how it is lit, as the edge was told last.
 *
 * @param until when the last of them has to have asked again
 */
public record Interest(String account, Lamp lamp, String edge, long edgeEpoch, Instant until, Light light)
        implements Granule {

    public Interest lit(Light next) {
        return new Interest(account, lamp, edge, edgeEpoch, until, next);
    }

    /** Names it among those of its account. */
    public String id() {
        return lamp.kind().name().toLowerCase(Locale.ROOT) + "/" + lamp.id() + "@" + edge;
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "interest", id());
    }
}
