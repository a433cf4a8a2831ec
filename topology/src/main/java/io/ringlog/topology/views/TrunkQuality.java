package io.ringlog.topology.views;

import io.ringlog.domain.journal.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What became of the legs that were rung by a trunk, hour by hour of the last day.
 *
 * @param seen place of the newest event that was counted, {@code partition-offset-n}: one that comes again is not
 * @param hours those in which something happened, the oldest first
 */
public record TrunkQuality(String seen, List<Hour> hours) {

    /** How far it goes back. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final int MOST_ANSWERS = 20;
    private static final String OTHERS = "other";

    /** Before anything was rung. */
    static final TrunkQuality NONE = new TrunkQuality("", List.of());

    public TrunkQuality {
        hours = List.copyOf(hours);
    }

    /**
     * An hour by UTC.
     *
     * @param attempts legs that were rung
     * @param talkSec of legs that ended in it
     * @param failures how often each SIP status ended an attempt; the twenty-first and later ones are {@code other}
     */
    public record Hour(Instant from, int attempts, int answered, long talkSec, SortedMap<String, Integer> failures) {

        static Hour begun(Instant from) {
            return new Hour(from, 0, 0, 0, new TreeMap<>());
        }

        public Hour rung(int legs) {
            return new Hour(from, attempts + legs, answered, talkSec, failures);
        }

        public Hour answeredOne() {
            return new Hour(from, attempts, answered + 1, talkSec, failures);
        }

        public Hour talked(long seconds) {
            return new Hour(from, attempts, answered, talkSec + seconds, failures);
        }

        public Hour failed(int status) {
            String word = String.valueOf(status);
            SortedMap<String, Integer> next = new TreeMap<>(failures);
            next.merge(next.containsKey(word) || next.size() < MOST_ANSWERS ? word : OTHERS, 1, Integer::sum);
            return new Hour(from, attempts, answered, talkSec, next);
        }
    }

    /** With one more event counted, unless it was before. */
    TrunkQuality after(String eventId, Instant at, UnaryOperator<Hour> count) {
        if (!Outgoing.isLater(eventId, seen)) {
            return this;
        }
        Instant from = at.truncatedTo(ChronoUnit.HOURS);
        List<Hour> next = new ArrayList<>();
        hours.stream()
                .filter(it -> it.from().isAfter(from.minus(KEPT)) && it.from().isBefore(from))
                .forEach(next::add);
        next.add(count.apply(
                hours.stream().filter(it -> it.from().equals(from)).findFirst().orElseGet(() -> Hour.begun(from))));
        return new TrunkQuality(eventId, next);
    }
}
