package io.ringlog.domain.config;

import io.ringlog.domain.number.NumberClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or an agent: the logical identity that owns devices, presentation and a concurrency ceiling.
 *
 * @param outAnonymous nobody outside is shown the user's number
 * @param emergencyCidNumber where this user is called back by an emergency desk; null for the account's
 * @param allowedClasses the numbers outside that the user may dial, where not all that the account allows
 * @param recording whether the user's talks are recorded; null says nothing
 * @param recordingCalls what {@code recording} is for
 * @param isSupervisor whether the user may hear the talks of those who may be supervised, and be heard in them
 */
public record SipUser(
        String id,
        String accountId,
        String username,
        @Unsaid("") String displayName,
        @Unsaid("false") boolean isAgent,
        @Nullable String outCidNumber,
        @Nullable String outCidName,
        @Nullable Integer maxSimultaneous,
        @Unsaid("25") int ringTimeoutSec,
        @Nullable String voicemailId,
        @Unsaid("active") RowStatus status,
        @Unsaid("simultaneous") RingStrategy ringStrategy,
        @Unsaid("false") boolean dnd,
        @Nullable Dest fwdAlways,
        @Nullable Dest fwdBusy,
        @Nullable Dest fwdNoanswer,
        @Nullable Dest fwdUnreachable,
        @Unsaid("false") boolean autoReadyOnLogin,
        @Unsaid("false") boolean autoQueueLogin,
        @Unsaid("false") boolean allowPstnBlindTransfer,
        @Unsaid("false") boolean outAnonymous,
        @Nullable String emergencyCidNumber,
        List<NumberClass> allowedClasses,
        @Nullable String pickupGroup,
        @Nullable RecordingRule recording,
        @Unsaid("all") RecordedCalls recordingCalls,
        @Unsaid("false") boolean isSupervisor,
        @Unsaid("false") boolean mayBeSupervised)
        implements ConfigRow {

    /** How the user's devices ring. */
    public enum RingStrategy {
        /** All at once. */
        SIMULTANEOUS,
        /** One after the other, by their ring order. */
        SEQUENTIAL,
        /** At once those that say {@code ring_on_fork}. */
        SPECIFIC
    }

    public SipUser {
        allowedClasses = List.copyOf(allowedClasses);
    }
}
