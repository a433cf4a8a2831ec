package io.ringlog.relay;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.WavFault;
import io.ringlog.media.audio.WavReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sound of a media id: a WAV file below the media folder, or the built-in prompt or music of that name.
 * Reads files, so it belongs on the caller's thread and never on a loop's.
 *
 * <p>An id is a path below the folder without {@code .wav}: {@code media_01J...}, or
 * {@code system/en-US/male/please-hold}. The built-in sounds are known by the last part alone: the system prompts by
 * their own ids, the music as {@code moh}, {@code music} or anything that starts with {@code stream://moh}.
 */
public final class PromptShelf {
    private static final long MAX_CACHED_SAMPLES = 32L * 1024 * 1024;

    private static final Set<String> MUSIC = Set.of("moh", "music");

    private record Cached(Clip clip, FileTime changed) {}

    private final Path folder;
    private final long mostCached;
    private final Map<Path, Cached> cache = new LinkedHashMap<>(16, 0.75f, true);
    private long cachedSamples;

    private PromptShelf(Path folder, long mostCached) {
        this.folder = folder.toAbsolutePath().normalize();
        this.mostCached = mostCached;
    }

    /**
     * A shelf of prompts, which are heard again and again.
     *
     * @param folder need not exist
     */
    public static PromptShelf remembering(Path folder) {
        return new PromptShelf(folder, MAX_CACHED_SAMPLES);
    }

    /**
     * A shelf of recordings, each of which is heard once or twice.
     *
     * @param folder need not exist
     */
    public static PromptShelf forgetting(Path folder) {
        return new PromptShelf(folder, 0);
    }

    /**
     * The sound of a file; empty when there is none.
     *
     * @throws WavFault when there is a file that cannot be played, naming it and the fault
     */
    public Optional<Clip> file(String mediaId) throws IOException {
        Optional<Path> file = fileOf(mediaId);
        return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
    }

    /** The ids of the sounds that need no file. */
    public static SortedSet<String> builtIn() {
        SortedSet<String> ids = new TreeSet<>(Prompts.ids());
        ids.addAll(MUSIC);
        return ids;
    }

    /** Whether it is the music on hold, which no file replaces. */
    public static boolean isMusic(String mediaId) {
        return mediaId.startsWith("stream://moh");
    }

    /** The tones or music of a media id. */
    public static Optional<Clip> builtInOf(String mediaId) {
        if (isMusic(mediaId)) {
            return Optional.of(MusicOnHold.clip());
        }
        String name = mediaId.substring(mediaId.lastIndexOf('/') + 1);
        return MUSIC.contains(name) ? Optional.of(MusicOnHold.clip()) : Prompts.find(name);
    }

    /** Ids come from configuration: none may reach outside the folder. */
    private Optional<Path> fileOf(String mediaId) {
        if (mediaId.isEmpty() || mediaId.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path file = folder.resolve(mediaId + ".wav").normalize();
        return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** Who waits for one file holds up nobody who wants another. */
    private Clip read(Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        Cached known = known(file);
        if (known != null && known.changed().equals(changed)) {
            return known.clip();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Clip clip = WavReader.read(in);
            keep(file, new Cached(clip, changed));
            return clip;
        } catch (WavFault e) {
            throw new WavFault(file + ": " + e.getMessage());
        }
    }

    private synchronized @Nullable Cached known(Path file) {
        return cache.get(file);
    }

    private synchronized void keep(Path file, Cached fresh) {
        if (fresh.clip().length() > mostCached) {
            return;
        }
        Cached old = cache.put(file, fresh);
        cachedSamples += fresh.clip().length() - (old == null ? 0 : old.clip().length());
        Iterator<Cached> oldest = cache.values().iterator();
        while (cachedSamples > mostCached) {
            cachedSamples -= oldest.next().clip().length();
            oldest.remove();
        }
    }
}
