package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Playlist;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.SoundStream;
import io.ringlog.domain.state.ConfigIndex;
import io.ringlog.domain.state.Granule.Configured;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody hears who waits: a playlist, else a sound, of the place they wait at; else the playlist of the account,
 * else the usual music.
 *
 * @param playlistId of the place; null for none
 * @param mediaId of the place; null for none
 * @param shared whether all who hear the sound hear the same of it
 */
public record Music(@Nullable String playlistId, @Nullable String mediaId, boolean shared) {

    /** The account's. */
    public static final Music USUAL = new Music(null, null);

    /** From the beginning for each who hears it. */
    public Music(@Nullable String playlistId, @Nullable String mediaId) {
        this(playlistId, mediaId, false);
    }

    /** What a queue says of it. */
    public static Music of(Queue queue) {
        return new Music(queue.mohPlaylistId(), queue.mohMediaId(), queue.mohMode() == Queue.MohMode.STREAM);
    }

    private static final String BUILT_IN = "moh";

    /** The sound, where no playlist is to be heard. */
    String sound() {
        return mediaId == null ? BUILT_IN : mediaId;
    }

    /** The playlist; empty when there is none, or none any more. */
    Optional<SoundStream> stream(LiveCall call) {
        ConfigIndex config = call.turn().state().config();
        return named(config, playlistId)
                .or(() -> mediaId == null
                        ? config.account(call.turn().account())
                                .map(Account::mohPlaylistId)
                                .flatMap(id -> named(config, id))
                        : own(mediaId));
    }

    private Optional<SoundStream> own(String sound) {
        return shared ? Optional.of(new SoundStream(sound, List.of(sound), null)) : Optional.empty();
    }

    private static Optional<SoundStream> named(ConfigIndex config, @Nullable String id) {
        return Optional.ofNullable(id).flatMap(config::configured).flatMap(Music::stream);
    }

    private static Optional<SoundStream> stream(Configured configured) {
        return configured.row() instanceof Playlist list
                ? Optional.of(new SoundStream(
                        list.id(),
                        list.mediaIds(),
                        list.playOrder() == Playlist.Order.SHUFFLED ? configured.version() : null))
                : Optional.empty();
    }
}
