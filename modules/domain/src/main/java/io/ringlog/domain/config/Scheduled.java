package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** A row with business hours attached: being closed or on holiday overrides where its calls go. */
public sealed interface Scheduled permits Did, Extension, Queue, CallGroup {

    String id();

    String accountId();

    @Nullable
    String scheduleId();

    @Nullable
    Dest closedDest();

    @Nullable
    Dest holidayDest();

    default @Nullable RouteTarget closedTarget() {
        return RouteTarget.of(closedDest());
    }

    /** Where calls go on a holiday: its own target, else the closed one. */
    default @Nullable RouteTarget holidayTarget() {
        RouteTarget own = RouteTarget.of(holidayDest());
        return own == null ? closedTarget() : own;
    }
}
