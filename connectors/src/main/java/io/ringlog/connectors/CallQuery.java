package io.ringlog.connectors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls, newest first.
 *
 * @param accounts whose calls; never empty, and the only calls that can be seen
 * @param since calls that started at or after it
 * @param until calls that started before it
 * @param limit rows in a page, 1 to 10,000
 * @param cursor the next_cursor of the page before
 */
public record CallQuery(
        List<String> accounts,
        @Nullable Instant since,
        @Nullable Instant until,
        int limit,
        @Nullable String cursor) {
    public static final int LARGEST_PAGE = 10_000;

    public CallQuery {
        accounts = List.copyOf(accounts);
        Refused.unless(!accounts.isEmpty(), "accounts", "must name at least one account");
        Refused.unless(limit >= 1 && limit <= LARGEST_PAGE, "limit", "must be 1 to " + LARGEST_PAGE);
    }

    public static CallQuery of(String account) {
        return new CallQuery(List.of(account), null, null, 1000, null);
    }

    public CallQuery between(@Nullable Instant from, @Nullable Instant to) {
        return new CallQuery(accounts, from, to, limit, cursor);
    }

    public CallQuery limit(int rows) {
        return new CallQuery(accounts, since, until, rows, cursor);
    }

    public CallQuery after(@Nullable String position) {
        return new CallQuery(accounts, since, until, limit, position);
    }
}
