package io.ringlog.edge.media;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.relay.PromptShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sound that an account means by a media id: its own file {@code <folder>/<account>/<id>.wav}, a shared file below
 * {@code system/}, or what is built in. No account reaches into another's folder. Desk thread only.
 */
public final class Sounds {

    private static final int SAMPLES_PER_MS = 8;

    /** There is no such sound; the message says what was looked for. */
    public static final class NoSuchMedia extends Exception {
        private static final long serialVersionUID = 1L;

        NoSuchMedia(String message) {
            super(message);
        }
    }

    private final PromptShelf shelf;

    public Sounds(Path folder) {
        this.shelf = new PromptShelf(folder);
    }

    /** The sound from its start; music is tuned into mid-way, so that all who wait hear the same. */
    public AudioSource find(String account, String mediaId, boolean loop) throws NoSuchMedia {
        Clip clip = clip(account, mediaId)
                .orElseThrow(() -> new NoSuchMedia("account " + account + " has no media '" + mediaId + "'"));
        if (clip.equals(MusicOnHold.clip())) {
            return clip.loop(System.nanoTime() / 1_000_000 * SAMPLES_PER_MS);
        }
        return loop ? clip.loop(0) : clip.once();
    }

    private Optional<Clip> clip(String account, String mediaId) throws NoSuchMedia {
        boolean climbs = mediaId.contains("..") || mediaId.startsWith("/") || account.contains("/");
        if (climbs) {
            return Optional.empty();
        }
        boolean shared = mediaId.startsWith("system/") || mediaId.startsWith("stream://");
        try {
            return shelf.find(shared ? mediaId : account + "/" + mediaId);
        } catch (IOException unusable) {
            throw new NoSuchMedia("media '" + mediaId + "' cannot be played: " + unusable.getMessage());
        }
    }
}
