package io.ringlog.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of what is watched, whole. */
public sealed interface Notice {

    /** What somebody's phones are in (RFC 4235). */
    record Dialogs(List<Dialog> dialogs) implements Notice {
        public Dialogs {
            dialogs = List.copyOf(dialogs);
        }
    }

    /** How many messages wait (RFC 3842). */
    record Messages(int fresh, int heard) implements Notice {}

    /** Whether somebody can be reached, and is on the phone (RFC 3856, RFC 4480). */
    record Presence(boolean open, boolean onThePhone) implements Notice {}

    /**
     * One dialog.
     *
     * @param confirmed false while it is early
     * @param held whether the watched party renders nothing
     * @param remote user part of the other party; null for nobody known
     */
    record Dialog(
            String id,
            boolean confirmed,
            boolean initiator,
            boolean held,
            @Nullable String remote,
            @Nullable String remoteName) {}
}
