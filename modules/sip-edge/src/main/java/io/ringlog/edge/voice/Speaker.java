package io.ringlog.edge.voice;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Sequence;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.audio.WavWriter;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Shaping;
import io.ringlog.media.speech.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a voice speak what is to be heard, once: sound is kept in memory and in a folder under the hash of voice,
 * narrator and text, so that another text or voice is another file. Nobody waits for it: a track is silent until its
 * sound is there. Any thread.
 */
public final class Speaker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);

    /** Texts that wait for the voice; more are not spoken. */
    private static final int MOST_WAITING = 512;

    private static final int MOST_IN_MEMORY = 1_000;
    private static final int LONGEST_IN_MEMORY = 10 * 8_000;

    /** All prompts of all languages and narrators are a fourth of it; a folder that is full is begun anew. */
    private static final int MOST_FILES = 10_000;

    /** A text that is being spoken when all ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Clip NOTHING = Clip.of(new short[0]);

    private final Voice voice;
    private final Path folder;
    private final ThreadPoolExecutor one = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("edge-voice").factory());
    private int kept;
    private final Map<String, CompletableFuture<Clip>> spoken = new LinkedHashMap<>(16, 0.75f, true);

    /** @param folder need not exist */
    public Speaker(Voice voice, Path folder) throws IOException {
        this.voice = voice;
        this.folder = Files.createDirectories(folder);
        prune();
    }

    private void prune() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var all = files.toList();
            kept = all.size();
            if (kept >= MOST_FILES) {
                for (Path file : all) {
                    Files.deleteIfExists(file);
                }
                kept = 0;
            }
        }
    }

    /** A text as it will be heard; a text that cannot be spoken is no sound. */
    public Sequence.Track say(String text, Narrator narrator) {
        CompletableFuture<Clip> clip = find(text, narrator);
        return () -> clip.getNow(null);
    }

    /** A text as it will be heard, by the usual narrator where the voice has no other; empty where it cannot be. */
    public Optional<Sequence.Track> sayIfAble(String text, Narrator narrator) {
        return Stream.of(narrator, narrator.usual())
                .filter(it -> voice.says(text, it))
                .findFirst()
                .map(it -> say(text, it));
    }

    private synchronized CompletableFuture<Clip> find(String text, Narrator narrator) {
        String key = SpokenKey.of(voice, text, narrator);
        CompletableFuture<Clip> known = spoken.get(key);
        if (known != null) {
            return known;
        }
        CompletableFuture<Clip> fresh = new CompletableFuture<>();
        try {
            one.execute(() -> fresh.complete(make(key, text, narrator)));
        } catch (RejectedExecutionException full) {
            LOG.warn("not spoken, {} texts wait for the voice: {}", MOST_WAITING, text);
            return CompletableFuture.completedFuture(NOTHING);
        }
        spoken.put(key, fresh);
        fresh.thenAccept(clip -> keep(key, clip));
        return fresh;
    }

    /** What failed is tried again the next time, and what is long is read again. */
    private synchronized void keep(String key, Clip clip) {
        if (clip.length() == 0 || clip.length() > LONGEST_IN_MEMORY) {
            spoken.remove(key);
        }
        Iterator<String> oldest = spoken.keySet().iterator();
        while (spoken.size() > MOST_IN_MEMORY) {
            oldest.next();
            oldest.remove();
        }
    }

    private Clip make(String key, String text, Narrator narrator) {
        Path file = folder.resolve(key + ".wav");
        try {
            if (Files.exists(file)) {
                return WavReader.read(Files.readAllBytes(file));
            }
            Clip clip = Shaping.shape(voice.speak(text, narrator), text.endsWith("."));
            // Texts with variables of calls in them are ever new ones.
            if (kept < MOST_FILES) {
                kept++;
                write(clip, file);
            }
            return clip;
        } catch (IOException silent) {
            LOG.warn("not spoken in {}: {}: {}", narrator, text, silent.getMessage());
            return NOTHING;
        }
    }

    private void write(Clip clip, Path file) throws IOException {
        Path whole = Files.createTempFile(folder, ".new", "");
        Files.write(whole, WavWriter.write(clip));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        one.shutdownNow();
        try {
            if (!one.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the voice did not stop within {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
