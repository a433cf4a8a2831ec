package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * At most {@code maxCount} calls in any {@code periodSec} seconds for a scope.
 *
 * @param scopeId subject of the scope; null for account and number scopes
 * @param pattern E.164 prefix with {@code *}, for number scopes; null counts each far number apart
 * @param hard false admits and only reports
 */
public record CallLimit(
        String id,
        String accountId,
        ScopeKind scopeKind,
        @Nullable String scopeId,
        @Nullable String pattern,
        @Unsaid("any") Direction direction,
        int periodSec,
        int maxCount,
        @Unsaid("true") boolean hard)
        implements ConfigRow {

    /** The highest {@code maxCount}: each call is kept for itself, and all of them must fit into one record. */
    public static final int MOST_CALLS = 10_000;

    /** What is counted. */
    public enum ScopeKind {
        ACCOUNT,
        USER,
        DID,
        NUMBER
    }

    /** Which calls are counted. */
    public enum Direction {
        IN,
        OUT,
        DIALER,
        ANY
    }
}
