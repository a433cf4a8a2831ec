package io.ringlog.domain.config;

import java.util.List;

/**
 * Sounds that whoever waits hears one after the other, round after round.
 *
 * @param mediaIds sounds of the account
 */
public record Playlist(
        String id,
        String accountId,
        String name,
        List<String> mediaIds,
        @Unsaid("ordered") Order playOrder) implements ConfigRow {

    /** In which order a round is heard. */
    public enum Order {
        /** As the row has them. */
        ORDERED,
        /** Each round in another, which the version of the row decides: the same for all who wait. */
        SHUFFLED
    }

    public Playlist {
        mediaIds = List.copyOf(mediaIds);
    }
}
