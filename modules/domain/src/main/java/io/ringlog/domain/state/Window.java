package io.ringlog.domain.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The admissions of one sliding window, oldest first; never longer than its limit.
 *
 * @param id limit id and subject
 */
public record Window(String account, String id, List<Instant> admitted) implements Granule {

    public Window {
        admitted = List.copyOf(admitted);
    }

    /** What is still inside {@code (at - period, at]}. */
    public Window slid(Instant at, Duration period) {
        Instant edge = at.minus(period);
        return new Window(
                account, id, admitted.stream().filter(one -> one.isAfter(edge)).toList());
    }

    public Window plus(Instant at) {
        return new Window(
                account, id, Stream.concat(admitted.stream(), Stream.of(at)).toList());
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "window", id);
    }
}
