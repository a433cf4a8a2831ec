package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** A short code inside an account, dialled by its authenticated callers only. */
public record Extension(
        String id,
        String accountId,
        String digits,
        RouteTarget dest,
        @Unsaid("active") RowStatus status,
        @Nullable String scheduleId,
        @Nullable Dest closedDest,
        @Nullable Dest holidayDest)
        implements ConfigRow, Scheduled {}
