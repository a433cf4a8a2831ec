package io.ringlog.edge.media;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Echo;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.Prompts;
import io.ringlog.relay.PromptShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * The sound that an account means by a media id: its own file {@code <folder>/<account>/<id>.wav}, one of its
 * recordings below {@code recordings/}, a shared file below {@code system/}, or what is built in. No account reaches
 * into another's folder. Reads files: never on the desk, nor on a loop.
 */
public final class Sounds {

    private static final int SAMPLES_PER_MS = 8;

    /** What the party itself says; nobody tests longer. */
    private static final String ECHO = "system/echo";

    private static final Duration ECHO_LASTS = Duration.ofMinutes(1);

    /** There is no such sound; the message says what was looked for. */
    public static final class NoSuchMedia extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        NoSuchMedia(String message) {
            super(message);
            this.why = message;
        }

        public String why() {
            return why;
        }
    }

    private static final String RECORDINGS = "recordings/";

    /** Finds clips by their id; blocks as long as its disk does. */
    interface Shelf {
        Optional<Clip> find(String id) throws IOException;
    }

    private final Shelf shelf;
    private final Shelf recordings;

    /** Sounds without recordings. */
    public Sounds(Path folder) {
        this(folder, folder.resolve("recordings"));
    }

    /** @param recordings what edges have recorded, below the account's name */
    public Sounds(Path folder, Path recordings) {
        this(PromptShelf.remembering(folder)::find, PromptShelf.forgetting(recordings)::find);
    }

    Sounds(Shelf shelf, Shelf recordings) {
        this.shelf = shelf;
        this.recordings = recordings;
    }

    /** The ids of the sounds that every account has. */
    public static SortedSet<String> builtIn() {
        return PromptShelf.builtIn();
    }

    /** Whether it is found without a look at any disk. */
    boolean isAtHand(String mediaId) {
        return mediaId.equals(ECHO) || PromptShelf.isMusic(mediaId);
    }

    boolean isRecording(String mediaId) {
        return mediaId.startsWith(RECORDINGS);
    }

    /**
     * What is heard, and why it is not what was asked for.
     *
     * @param copies gives it from its start, as often as it is wanted
     */
    public record Heard(Supplier<AudioSource> copies, Optional<String> missing) {
        public AudioSource source() {
            return copies.get();
        }
    }

    /** The sound, or what is built in for its purpose: silence would be taken for the end of the call. */
    public Heard findOrInstead(String account, String mediaId, boolean loop) {
        try {
            return new Heard(opened(account, mediaId, loop), Optional.empty());
        } catch (NoSuchMedia missing) {
            return instead(loop, missing.why());
        }
    }

    /** What is built in, when there is nothing else. */
    static Heard instead(boolean loop, String why) {
        Supplier<AudioSource> copies =
                loop ? Sounds::music : Prompts.find("beep").orElseThrow()::once;
        return new Heard(copies, Optional.of(why));
    }

    private static AudioSource music() {
        return MusicOnHold.clip().loop(System.nanoTime() / 1_000_000 * SAMPLES_PER_MS);
    }

    /** The sound from its start; music is tuned into mid-way, so that all who wait hear the same. */
    public AudioSource find(String account, String mediaId, boolean loop) throws NoSuchMedia {
        return opened(account, mediaId, loop).get();
    }

    private Supplier<AudioSource> opened(String account, String mediaId, boolean loop) throws NoSuchMedia {
        if (mediaId.equals(ECHO)) {
            return () -> new Echo(ECHO_LASTS);
        }
        Clip clip = clip(account, mediaId)
                .orElseThrow(() -> new NoSuchMedia("account " + account + " has no media '" + mediaId + "'"));
        if (clip.equals(MusicOnHold.clip())) {
            return Sounds::music;
        }
        return loop ? () -> clip.loop(0) : clip::once;
    }

    private Optional<Clip> clip(String account, String mediaId) throws NoSuchMedia {
        boolean climbs = mediaId.contains("..") || mediaId.startsWith("/") || account.contains("/");
        if (climbs) {
            return Optional.empty();
        }
        boolean shared = mediaId.startsWith("system/") || mediaId.startsWith("stream://");
        try {
            return isRecording(mediaId)
                    ? recordings.find(account + "/" + mediaId.substring(RECORDINGS.length()))
                    : shelf.find(shared ? mediaId : account + "/" + mediaId);
        } catch (IOException unusable) {
            throw new NoSuchMedia("media '" + mediaId + "' cannot be played: " + unusable.getMessage());
        }
    }
}
