package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** An inbound number.
 *
 * @param e164 digits without the plus, unique over the platform
 */
public record Did(
        String id,
        String accountId,
        String e164,
        @Unsaid("") String label,
        @Unsaid("active") Status status,
        @Nullable RouteTarget dest,
        @Nullable Integer maxChannels,
        @Unsaid("voice") FaxMode faxMode,
        @Unsaid("true") boolean allowAnonymous,
        @Nullable String scheduleId,
        @Nullable Dest closedDest,
        @Nullable Dest holidayDest,
        @Nullable RecordingRule recording)
        implements ConfigRow, Scheduled {

    /** Whether the number takes calls; a virtual number is presented but never called. */
    public enum Status {
        ACTIVE,
        DISABLED,
        VIRTUAL
    }

    /** How fax tones are treated. */
    public enum FaxMode {
        VOICE,
        T38,
        PASSTHROUGH
    }
}
