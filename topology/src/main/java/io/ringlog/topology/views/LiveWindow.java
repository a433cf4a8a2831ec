package io.ringlog.topology.views;

import io.ringlog.domain.config.CallLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The calls that count in a sliding window, oldest first, and no more than a limit can be.
 *
 * @param windowId the id of a limit, and of the far number where each is counted apart
 */
public record LiveWindow(String windowId, int periodSec, List<Counted> counted) {

    /** @param eventId the event that a call was counted by */
    public record Counted(String eventId, Instant at) {}

    public LiveWindow {
        counted = List.copyOf(counted);
    }

    /** How many calls count at a time. */
    public int used(Instant at) {
        return slid(at).size();
    }

    private List<Counted> slid(Instant at) {
        Instant edge = at.minus(Duration.ofSeconds(periodSec));
        return counted.stream().filter(it -> it.at().isAfter(edge)).toList();
    }

    /** The same with one more call; one that is counted already changes nothing. */
    public LiveWindow plus(Counted one, int seconds) {
        List<Counted> left = new LiveWindow(windowId, seconds, counted).slid(one.at());
        List<Counted> more = left.contains(one)
                ? left
                : Stream.concat(left.stream(), Stream.of(one)).toList();
        int spare = Math.max(0, more.size() - CallLimit.MOST_CALLS);
        return new LiveWindow(windowId, seconds, more.subList(spare, more.size()));
    }
}
