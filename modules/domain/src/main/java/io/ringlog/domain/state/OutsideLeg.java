package io.ringlog.domain.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A leg to a number outside.
 *
 * @param answeredAt when its far end answered; null while it rings
 */
public record OutsideLeg(String legId, Way way, @Nullable Instant answeredAt) {

    OutsideLeg answered(Instant at) {
        return answeredAt == null ? new OutsideLeg(legId, way, at) : this;
    }
}
