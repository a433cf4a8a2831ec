package io.ringlog.domain.config;

import io.ringlog.domain.number.NumberClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls to numbers outside look suspicious, and when they stop. Emergency numbers are never counted nor stopped.
 *
 * @param classes the classes of numbers it looks at; empty for every one
 * @param periodSec how far back it looks; of no matter to {@link Watch#CONCURRENT}
 * @param warnAt so much is told; null tells nothing
 * @param blockAt so much stops further calls of these classes; null stops nothing
 * @param blockSec how long they are stopped, unless somebody lifts it
 * @param shortSec an answered call that was shorter is a short one
 * @param nightFrom {@code HH:MM}, in the account's time zone
 * @param nightUntil {@code HH:MM}; earlier than {@code nightFrom} is the next morning
 */
public record FraudRule(
        String id,
        String accountId,
        String name,
        Watch watch,
        List<NumberClass> classes,
        @Unsaid("3600") int periodSec,
        @Nullable Integer warnAt,
        @Nullable Integer blockAt,
        @Unsaid("3600") int blockSec,
        @Unsaid("6") int shortSec,
        @Unsaid("20:00") String nightFrom,
        @Unsaid("07:00") String nightUntil,
        @Unsaid("active") RowStatus status)
        implements ConfigRow {

    /** What is folded. */
    public enum Watch {
        /** Calls. */
        CALLS,
        /** Numbers, each once. */
        DESTINATIONS,
        /** Minutes, of calls in progress too: what stands for money where there is no tariff. */
        MINUTES,
        /** Answered calls that were short. */
        SHORT_CALLS,
        /** Calls at night. */
        NIGHT_CALLS,
        /** Calls to one number at once. */
        CONCURRENT
    }

    public FraudRule {
        classes = List.copyOf(classes);
    }

    /** Whether it looks at calls to numbers of a class. */
    public boolean covers(NumberClass numberClass) {
        return numberClass != NumberClass.EMERGENCY && (classes.isEmpty() || classes.contains(numberClass));
    }
}
