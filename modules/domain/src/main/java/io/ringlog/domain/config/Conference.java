package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * A conference room: those who call it hear each other.
 *
 * @param pin what members type to be let in, sealed; null lets everybody in who calls
 * @param moderatorPin what moderators type, sealed; null for a room without any
 * @param waitForModerator whether all hear music until the first moderator comes
 * @param endWithModerator whether all leave with the last moderator
 * @param maxMembers 2 to {@link #MOST_MEMBERS}
 * @param announce what the others hear when somebody comes or goes
 * @param muteOnEntry whether nobody hears a member who is no moderator until somebody unmutes them
 * @param memberKeys whether members have keys while they confer
 */
public record Conference(
        String id,
        String accountId,
        String name,
        @Nullable String pin,
        @Nullable String moderatorPin,
        @Unsaid("false") boolean waitForModerator,
        @Unsaid("false") boolean endWithModerator,
        @Unsaid("20") int maxMembers,
        @Unsaid("chime") Announce announce,
        @Unsaid("false") boolean muteOnEntry,
        @Unsaid("false") boolean memberKeys)
        implements ConfigRow {

    /** So many one core of an edge mixes, each without their own voice. */
    public static final int MOST_MEMBERS = 50;

    /** What is heard when somebody comes or goes. */
    public enum Announce {
        NONE,
        CHIME,
        /** The name of who comes or goes, a chime where there is none. */
        NAME
    }
}
