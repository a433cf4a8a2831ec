package io.ringlog.domain.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody asks through the API for a place in a queue, or gives one back; the decision goes to {@code replyTo}. */
public sealed interface PlaceActed extends Input {

    String requestId();

    String replyTo();

    String placeId();

    String queueId();

    /** Who asks: an API key. */
    String actor();

    /**
     * Somebody is to be called back.
     *
     * @param placeId by which the place is known from now on; a repeat of the same is accepted
     * @param number whom the account dials: an extension, a username or a number outside
     * @param priority higher is served first
     * @param due when they are to be called; null for as soon as it is their turn
     */
    record PlaceWanted(
            String requestId,
            String replyTo,
            String placeId,
            String queueId,
            String number,
            int priority,
            @Nullable Instant due,
            String actor)
            implements PlaceActed {}

    /** They are to be called back no more. */
    record PlaceUnwanted(String requestId, String replyTo, String placeId, String queueId, String actor)
            implements PlaceActed {}
}
