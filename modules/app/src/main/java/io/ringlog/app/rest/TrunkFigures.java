package io.ringlog.app.rest;

import io.ringlog.api.port.LiveViews;
import io.ringlog.topology.views.TrunkQuality;
import io.ringlog.topology.views.TrunkQuality.Hour;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of a trunk out of its hours. */
final class TrunkFigures {

    private TrunkFigures() {}

    static LiveViews.@Nullable TrunkQuality of(@Nullable TrunkQuality counted, Instant now) {
        List<Hour> hours = counted == null
                ? List.of()
                : counted.hours().stream()
                        .filter(it -> it.from().isAfter(now.minus(TrunkQuality.KEPT)))
                        .toList();
        int attempts = hours.stream().mapToInt(Hour::attempts).sum();
        if (attempts == 0) {
            return null;
        }
        int answered = hours.stream().mapToInt(Hour::answered).sum();
        long talked = hours.stream().mapToLong(Hour::talkSec).sum();
        SortedMap<String, Integer> failures = new TreeMap<>();
        hours.forEach(hour -> hour.failures().forEach((status, times) -> failures.merge(status, times, Integer::sum)));
        return new LiveViews.TrunkQuality(
                hours.getFirst().from(),
                attempts,
                answered,
                Math.round(100f * answered / attempts),
                answered == 0 ? null : (int) (talked / answered),
                failures);
    }
}
