package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sounds one after the other, round after round, at the same place for all who hear them at an edge.
 *
 * @param streamId of the playlist, or of the one sound
 * @param mediaIds sounds of the account
 * @param seed from which the order of each round follows; null for that of the list
 */
public record SoundStream(
        String streamId, List<String> mediaIds, @Nullable Long seed) {
    public SoundStream {
        mediaIds = List.copyOf(mediaIds);
    }
}
