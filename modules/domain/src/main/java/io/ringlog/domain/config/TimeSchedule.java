package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Business hours: rules evaluated in one time zone.
 *
 * @param timezone IANA name; null inherits the account's
 */
public record TimeSchedule(
        String id, String accountId, String name, @Nullable String timezone, List<Rule> rules) implements ConfigRow {

    /** When a rule applies. */
    public enum Kind {
        WEEKLY,
        DATE,
        DATE_RANGE
    }

    /**
     * One line of the schedule.
     *
     * @param dow 0 Sunday to 6 Saturday, for weekly rules
     * @param startTime HH:MM, with {@code endTime}; null on both is the whole day
     * @param startDate YYYY-MM-DD, for date rules
     * @param isClosed closed whatever other rules say (holiday)
     */
    public record Rule(
            @Unsaid("") String id,
            Kind kind,
            @Nullable Integer dow,
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable String startDate,
            @Nullable String endDate,
            @Unsaid("false") boolean isClosed) {}

    public TimeSchedule {
        rules = List.copyOf(rules);
    }
}
