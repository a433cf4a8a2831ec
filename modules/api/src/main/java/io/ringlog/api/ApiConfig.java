package io.ringlog.api;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where the interface listens and what it bears.
 *
 * @param port 0 takes any free one
 * @param bodyLimit bytes of a request's body
 * @param ratePerSec requests of one key in the long run, {@code burst} at once
 * @param strangersPerSec requests without a valid key from one address, {@code strangersBurst} at once
 * @param streams clients of the event stream at the same time
 * @param streamsPerAccount of those, how many for one account
 * @param streamBuffer events a slow client may lag behind before it is cut
 * @param https empty: no HTTPS of its own
 * @param heartbeat how often a silent stream says that it lives
 */
public record ApiConfig(
        String host,
        int port,
        int bodyLimit,
        int ratePerSec,
        int burst,
        int strangersPerSec,
        int strangersBurst,
        int streams,
        int streamsPerAccount,
        int streamBuffer,
        Duration heartbeat,
        Optional<Https> https) {

    /**
     * HTTPS beside HTTP, on the same address.
     *
     * @param port 0 takes any free one
     * @param context knows the certificates
     */
    public record Https(int port, SSLContext context) {}

    public ApiConfig {
        require(port >= 0 && port <= 65_535, "port must be 0 to 65535");
        require(bodyLimit > 0, "bodyLimit must be positive");
        require(ratePerSec > 0 && burst > 0, "ratePerSec and burst must be positive");
        require(strangersPerSec > 0 && strangersBurst > 0, "strangersPerSec and strangersBurst must be positive");
        require(streamsPerAccount > 0, "streamsPerAccount must be positive");
        require(streams > 0 && streamBuffer > 0, "streams and streamBuffer must be positive");
        require(heartbeat.isPositive(), "heartbeat must be positive");
    }

    /** What is meant to be right for most. */
    public static ApiConfig on(String host, int port) {
        return new ApiConfig(
                host, port, 1024 * 1024, 100, 200, 5, 20, 1_000, 100, 1_000, Duration.ofSeconds(15), Optional.empty());
    }

    /** The same with HTTPS beside it. */
    public ApiConfig with(Https given) {
        return new ApiConfig(
                host,
                port,
                bodyLimit,
                ratePerSec,
                burst,
                strangersPerSec,
                strangersBurst,
                streams,
                streamsPerAccount,
                streamBuffer,
                heartbeat,
                Optional.of(given));
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException(why);
        }
    }
}
