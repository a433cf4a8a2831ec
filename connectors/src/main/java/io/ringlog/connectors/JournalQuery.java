package io.ringlog.connectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which archived journal records of one account, in the order they were journalled.
 *
 * @param callId only those of one call
 * @param since records stamped at or after it
 * @param until records stamped before it
 */
public record JournalQuery(
        String account,
        @Nullable String callId,
        @Nullable Instant since,
        @Nullable Instant until,
        int limit,
        @Nullable String cursor) {
    public JournalQuery {
        Refused.unless(!account.isBlank(), "account", "must name an account");
        Refused.unless(
                limit >= 1 && limit <= CallQuery.LARGEST_PAGE, "limit", "must be 1 to " + CallQuery.LARGEST_PAGE);
    }

    public static JournalQuery of(String account) {
        return new JournalQuery(account, null, null, null, 1000, null);
    }

    public JournalQuery call(String id) {
        return new JournalQuery(account, id, since, until, limit, cursor);
    }

    public JournalQuery limit(int rows) {
        return new JournalQuery(account, callId, since, until, rows, cursor);
    }

    public JournalQuery after(@Nullable String position) {
        return new JournalQuery(account, callId, since, until, limit, position);
    }
}
