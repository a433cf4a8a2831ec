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
 * @param matching what the calls must be
 * @param limit rows in a page, 1 to 10,000
 * @param cursor the next_cursor of the page before
 */
public record CallQuery(
        List<String> accounts,
        @Nullable Instant since,
        @Nullable Instant until,
        Matching matching,
        int limit,
        @Nullable String cursor) {
    public static final int LARGEST_PAGE = 10_000;

    /**
     * What calls must be; null asks for nothing.
     *
     * @param number caller or called, with or without its plus; a {@code *} at the end makes it a prefix
     * @param users the agent, the caller or the called is one of these
     * @param queue id of the queue the call came to last
     * @param cause what ended or refused it: {@code admission.account-full}, or {@code admission} for all of a kind
     * @param text part of a number, a code or an id of the call, in any case
     */
    public record Matching(
            @Nullable String number,
            @Nullable List<String> users,
            @Nullable String queue,
            @Nullable String cause,
            @Nullable String text) {
        public static final Matching ALL = new Matching(null, null, null, null, null);
    }

    public CallQuery {
        accounts = List.copyOf(accounts);
        Refused.unless(!accounts.isEmpty(), "accounts", "must name at least one account");
        Refused.unless(limit >= 1 && limit <= LARGEST_PAGE, "limit", "must be 1 to " + LARGEST_PAGE);
    }

    public static CallQuery of(String account) {
        return new CallQuery(List.of(account), null, null, Matching.ALL, 1000, null);
    }

    public CallQuery between(@Nullable Instant from, @Nullable Instant to) {
        return new CallQuery(accounts, from, to, matching, limit, cursor);
    }

    public CallQuery matching(Matching wanted) {
        return new CallQuery(accounts, since, until, wanted, limit, cursor);
    }

    public CallQuery limit(int rows) {
        return new CallQuery(accounts, since, until, matching, rows, cursor);
    }

    public CallQuery after(@Nullable String position) {
        return new CallQuery(accounts, since, until, matching, limit, position);
    }
}
