package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a lamp is lit, whole each time. */
public sealed interface Light {

    /** The calls of a user, or who waits in a slot, in call id order (RFC 4235); none when it is dark. */
    record Dialogs(List<Dialog> dialogs) implements Light {
        public Dialogs {
            dialogs = List.copyOf(dialogs);
        }
    }

    /** How many messages are new, and how many were heard (RFC 3842). */
    record Messages(int fresh, int heard) implements Light {}

    /**
     * Whether a user can be reached and what it does (RFC 3856).
     *
     * @param open whether a phone of the user is registered
     * @param talks calls in which the user talks, in their order; edges are told of one at most
     */
    record Presence(boolean open, List<String> talks) implements Light {
        public Presence {
            talks = List.copyOf(talks);
        }
    }

    /**
     * The part that a user has in a call, whatever number of phones ring for it.
     *
     * @param confirmed false while it rings
     * @param initiator whether the user began the call
     * @param held whether the user has put the others on hold
     * @param remote whom it is with, as a number or name; null for somebody who does not say
     */
    record Dialog(
            String callId,
            boolean confirmed,
            boolean initiator,
            boolean held,
            @Nullable String remote,
            @Nullable String remoteName) {}
}
