package io.ringlog.edge.media;

import io.ringlog.domain.journal.SoundStream;
import io.ringlog.edge.voice.Speaker;
import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Echo;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.MusicStream;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.Sequence;
import io.ringlog.media.audio.Sequence.Track;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.PromptTexts;
import io.ringlog.relay.PromptShelf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sound that an account means by a media id: its own file {@code <folder>/<account>/<id>.wav}, one of its
 * recordings below {@code recordings/}, a shared file below {@code system/}, a prompt that a voice speaks, or the tone
 * that is built in for it. No account reaches into another's folder. Reads files: never on the desk, nor on a loop.
 */
public final class Sounds {

    private static final int SAMPLES_PER_MS = 8;

    /** What the party itself says; nobody tests longer. */
    private static final String ECHO = "system/echo";

    private static final Duration ECHO_LASTS = Duration.ofMinutes(1);

    private static final String RECORDINGS = "recordings/";
    private static final String SHARED = "system/";
    private static final String TEXT = "text:";

    /** An hour: what a playlist has beyond it is not heard. */
    private static final long LONGEST_STREAM = 3_600L * 1_000 * SAMPLES_PER_MS;

    private static final Track NOTHING = Track.of(Clip.of(new short[0]));

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

    /**
     * What is to be heard.
     *
     * @param mediaIds one after the other
     * @param voice language and narrator of prompts; null where there are none
     * @param loop whether the last goes on without end
     * @param stream what is heard after them without end; null for nothing
     */
    public record Asked(
            List<String> mediaIds,
            @Nullable String voice,
            boolean loop,
            @Nullable SoundStream stream) {
        public Asked {
            mediaIds = List.copyOf(mediaIds);
        }

        /** Sounds and no stream. */
        public Asked(List<String> mediaIds, @Nullable String voice, boolean loop) {
            this(mediaIds, voice, loop, null);
        }

        boolean isMusic() {
            return loop || stream != null;
        }

        /** What stands for them all, when none can be opened. */
        String first() {
            return mediaIds.isEmpty() && stream != null ? stream.streamId() : mediaIds.getFirst();
        }

        /** Whether the disk that recordings lie on must be read. */
        boolean hasRecording() {
            return mediaIds.stream().anyMatch(it -> it.startsWith(RECORDINGS));
        }

        /** One sound, once. */
        public static Asked once(String mediaId) {
            return new Asked(List.of(mediaId), null, false);
        }
    }

    /**
     * What is heard, and what of it is missing.
     *
     * @param copies gives it from its start, as often as it is wanted
     */
    public record Heard(Supplier<AudioSource> copies, List<Missing> missing) {
        public AudioSource source() {
            return copies.get();
        }
    }

    /** A sound that is not there. */
    public record Missing(String mediaId, String why) {}

    /** Finds clips by their id; blocks as long as its disk does. */
    public interface Shelf {
        Optional<Clip> find(String id) throws IOException;
    }

    private final Shelf shelf;
    private final Shelf recordings;
    private final @Nullable Speaker speaker;
    private final SharedStreams streams = new SharedStreams(this::clips, 2 * LONGEST_STREAM);

    /** Sounds without recordings or voice. */
    public Sounds(Path folder) {
        this(List.of(folder), id -> Optional.empty(), null);
    }

    /**
     * @param folders of which the first that has a sound counts
     * @param recordings what edges have recorded, by account and name
     * @param speaker null where prompts are tones
     */
    public Sounds(List<Path> folders, Shelf recordings, @Nullable Speaker speaker) {
        this(shelf(folders.stream().map(PromptShelf::remembering).toList()), recordings, speaker);
    }

    Sounds(Shelf shelf, Shelf recordings, @Nullable Speaker speaker) {
        this.shelf = shelf;
        this.recordings = recordings;
        this.speaker = speaker;
    }

    private static Shelf shelf(List<PromptShelf> shelves) {
        return id -> {
            for (PromptShelf one : shelves) {
                Optional<Clip> clip = one.file(id);
                if (clip.isPresent()) {
                    return clip;
                }
            }
            return Optional.empty();
        };
    }

    /** The ids of the sounds that every account has. */
    public static SortedSet<String> builtIn() {
        return PromptShelf.builtIn();
    }

    /** Whether they are found without a look at any disk. */
    boolean isAtHand(Asked asked) {
        return asked.stream() == null
                && asked.mediaIds().stream().allMatch(it -> it.equals(ECHO) || PromptShelf.isMusic(it));
    }

    /** What is built in, when there is nothing else: in place of a recording, where one was to be heard. */
    static Heard instead(Asked asked, String why) {
        String mediaId = asked.mediaIds().stream()
                .filter(it -> it.startsWith(RECORDINGS))
                .findFirst()
                .orElseGet(asked::first);
        Supplier<AudioSource> copies = asked.isMusic() ? Sounds::music : tone("beep")::once;
        return new Heard(copies, List.of(new Missing(mediaId, "media '" + mediaId + "' " + why)));
    }

    /** The sounds, with what is built in for the purpose of those that are missing: silence would pass for the end. */
    public Heard findOrInstead(String account, Asked asked) {
        List<Missing> missing = new ArrayList<>();
        List<Track> tracks = new ArrayList<>();
        for (String mediaId : asked.mediaIds()) {
            try {
                tracks.add(track(account, mediaId, asked.voice()));
            } catch (NoSuchMedia none) {
                missing.add(new Missing(mediaId, none.why()));
                tracks.add(Track.of(asked.loop() ? MusicOnHold.clip() : tone("beep")));
            }
        }
        SoundStream stream = asked.stream();
        if (stream == null) {
            return new Heard(() -> source(asked, tracks), List.copyOf(missing));
        }
        MusicStream shared = streams.find(account, stream, missing);
        return new Heard(() -> Sequence.before(shared.tuned(Sounds::now), tracks), List.copyOf(missing));
    }

    private static AudioSource source(Asked asked, List<Track> tracks) {
        if (tracks.isEmpty()) {
            return Sequence.once(tracks);
        }
        if (asked.mediaIds().getLast().equals(ECHO)) {
            return Sequence.before(new Echo(ECHO_LASTS), tracks.subList(0, tracks.size() - 1));
        }
        Clip last = tracks.getLast().clip();
        boolean music = last != null && last.equals(MusicOnHold.clip());
        if (last == null || !(music || asked.loop())) {
            return Sequence.once(tracks);
        }
        AudioSource shared = last.length() == 0
                ? last.once()
                : MusicStream.of(List.of(last), null).tuned(Sounds::now);
        return Sequence.before(shared, tracks.subList(0, tracks.size() - 1));
    }

    /** Music is tuned into mid-way, so that all who wait hear the same. */
    private static AudioSource music() {
        return MusicStream.of(List.of(MusicOnHold.clip()), null).tuned(Sounds::now);
    }

    /** In samples. */
    private static long now() {
        return System.nanoTime() / 1_000_000 * SAMPLES_PER_MS;
    }

    /** The sounds of a playlist, and why those are left out that cannot be heard. */
    private List<Clip> clips(String account, SoundStream stream, List<Missing> missing) {
        List<Clip> clips = new ArrayList<>();
        long room = LONGEST_STREAM;
        for (String mediaId : stream.mediaIds()) {
            try {
                Clip clip = track(account, mediaId, null).clip();
                room -= clip == null ? 0 : clip.length();
                if (clip != null && room >= 0) {
                    clips.add(clip);
                } else if (room < 0) {
                    missing.add(new Missing(mediaId, "media '" + mediaId + "' is beyond the hour of a playlist"));
                }
            } catch (NoSuchMedia none) {
                missing.add(new Missing(mediaId, none.why()));
            }
        }
        return clips;
    }

    private static Clip tone(String name) {
        return Prompts.find(name).orElseThrow();
    }

    /** Why there is no such sound; empty when there is. */
    public Optional<String> fault(String account, String mediaId) {
        try {
            track(account, mediaId, null);
            return Optional.empty();
        } catch (NoSuchMedia none) {
            return Optional.of(none.why());
        }
    }

    private Track track(String account, String mediaId, @Nullable String voice) throws NoSuchMedia {
        if (mediaId.equals(ECHO)) {
            return NOTHING;
        }
        Optional<Narrator> narrator = Optional.ofNullable(voice).flatMap(Narrator::read);
        if (mediaId.startsWith(TEXT)) {
            return spoken(mediaId.substring(TEXT.length()), narrator)
                    .orElseThrow(() -> new NoSuchMedia("there is no voice that could say it (media.voice)"));
        }
        boolean climbs = mediaId.contains("..") || mediaId.startsWith("/") || account.contains("/");
        if (climbs) {
            throw none(account, mediaId);
        }
        try {
            Optional<Clip> file = file(account, mediaId, narrator);
            return file.isPresent()
                    ? Track.of(file.get())
                    : prompt(mediaId, narrator).orElseThrow(() -> none(account, mediaId));
        } catch (IOException unusable) {
            throw new NoSuchMedia("media '" + mediaId + "' cannot be played: " + unusable.getMessage());
        }
    }

    private static NoSuchMedia none(String account, String mediaId) {
        return new NoSuchMedia("account " + account + " has no media '" + mediaId + "'");
    }

    private Optional<Clip> file(String account, String mediaId, Optional<Narrator> narrator) throws IOException {
        if (mediaId.startsWith(RECORDINGS)) {
            return recordings.find(account + "/" + mediaId.substring(RECORDINGS.length()));
        }
        if (mediaId.startsWith(SHARED)) {
            return shelf.find(mediaId);
        }
        Optional<Clip> own = shelf.find(account + "/" + mediaId);
        return own.isPresent() || narrator.isEmpty() ? own : shelf.find(SHARED + narrator.get() + "/" + mediaId);
    }

    /** Spoken where a voice is, else its tone; words that have none are left out, so that a sentence is one tone. */
    private Optional<Track> prompt(String mediaId, Optional<Narrator> narrator) {
        String name = mediaId.substring(mediaId.lastIndexOf('/') + 1);
        Optional<String> text = narrator.flatMap(it -> PromptTexts.find(it.language(), name));
        Optional<Track> spoken = text.flatMap(it -> spoken(it, narrator));
        if (spoken.isPresent()) {
            return spoken;
        }
        return PromptShelf.builtInOf(mediaId).map(Track::of).or(() -> text.map(_ -> NOTHING));
    }

    private Optional<Track> spoken(String text, Optional<Narrator> narrator) {
        return Optional.ofNullable(speaker).flatMap(it -> narrator.flatMap(who -> it.sayIfAble(text, who)));
    }
}
