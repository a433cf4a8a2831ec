package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** A row with business hours attached: being closed or on holiday overrides where its calls go. */
public sealed interface Scheduled permits Did, Extension, Queue {

    String id();

    String accountId();

    @Nullable
    String scheduleId();

    @Nullable
    DestKind closedDestKind();

    @Nullable
    String closedDestId();

    @Nullable
    DestKind holidayDestKind();

    @Nullable
    String holidayDestId();

    default @Nullable RouteTarget closedTarget() {
        return RouteTarget.of(closedDestKind(), closedDestId());
    }

    /** Where calls go on a holiday: its own target, else the closed one. */
    default @Nullable RouteTarget holidayTarget() {
        RouteTarget own = RouteTarget.of(holidayDestKind(), holidayDestId());
        return own == null ? closedTarget() : own;
    }
}
