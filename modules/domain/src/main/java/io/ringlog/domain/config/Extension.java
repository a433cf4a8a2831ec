package io.ringlog.domain.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A short code inside an account, dialled by its authenticated callers only. */
public record Extension(
        String id,
        String accountId,
        String digits,
        DestKind destKind,
        @Nullable String destId,
        Map<String, String> destXform,
        @Unsaid("active") RowStatus status,
        @Nullable String scheduleId,
        @Nullable DestKind closedDestKind,
        @Nullable String closedDestId,
        @Nullable DestKind holidayDestKind,
        @Nullable String holidayDestId)
        implements ConfigRow, Scheduled {

    public Extension {
        destXform = new TreeMap<>(destXform);
    }
}
