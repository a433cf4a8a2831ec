package io.ringlog.sip;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One place a proxied call rings at, for so long at most.
 *
 * @param own how its INVITE differs from the received one; null where it differs as those of all targets do
 */
public record ForkTarget(
        String legId,
        Destination to,
        Duration ringTimeout,
        @Nullable ProxyOptions own) {

    public ForkTarget(String legId, Destination to, Duration ringTimeout) {
        this(legId, to, ringTimeout, null);
    }

    public ForkTarget with(ProxyOptions options) {
        return new ForkTarget(legId, to, ringTimeout, options);
    }
}
