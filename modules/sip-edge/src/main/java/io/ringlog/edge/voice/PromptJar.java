package io.ringlog.edge.voice;

import io.ringlog.media.audio.WavWriter;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.PromptTexts;
import io.ringlog.media.speech.Voice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Has a voice speak the platform's prompts into one jar, of which {@link SpokenAtBuild} reads them. What is in the jar
 * already is not spoken again, and a jar that has them all is left as it is, to the byte.
 */
public final class PromptJar {

    /** The entry that names all others, one a line. */
    static final String LIST = "list";

    /** The same sounds make the same bytes. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2026, 1, 1, 0, 0);

    /** How many there are, and how many of them were spoken now. */
    public record Made(int prompts, int spoken) {}

    private final Voice voice;

    public PromptJar(Voice voice) {
        this.voice = voice;
    }

    /**
     * All prompts of all languages, by the usual narrator.
     *
     * @param jar need not exist
     * @throws IOException when a text cannot be spoken or the jar not be written; the jar is as it was
     */
    public Made write(Path jar) throws IOException {
        SortedMap<String, Spoken> wanted = wanted();
        Map<String, byte[]> kept = kept(jar);
        String list = String.join("\n", wanted.keySet());
        byte[] before = kept.remove(SpokenAtBuild.FOLDER + LIST);
        if (before != null && list.equals(new String(before, StandardCharsets.UTF_8))) {
            return new Made(wanted.size(), 0);
        }
        kept.keySet().retainAll(wanted.keySet());
        SortedMap<String, Spoken> missing = new TreeMap<>(wanted);
        missing.keySet().removeAll(kept.keySet());
        try {
            kept.putAll(missing.entrySet().parallelStream()
                    .collect(Collectors.toMap(Map.Entry::getKey, it -> sound(it.getValue()))));
        } catch (UncheckedIOException silent) {
            throw new IOException(silent.getMessage(), silent);
        }
        store(jar, new TreeMap<>(kept), list);
        return new Made(wanted.size(), missing.size());
    }

    /** What is to be said, and by whom. */
    private record Spoken(String text, Narrator narrator) {}

    private SortedMap<String, Spoken> wanted() {
        SortedMap<String, Spoken> wanted = new TreeMap<>();
        for (String language : PromptTexts.LANGUAGES) {
            Narrator narrator = new Narrator(language, false);
            PromptTexts.of(language)
                    .values()
                    .forEach(
                            text -> wanted.put(SpokenAtBuild.entry(voice, text, narrator), new Spoken(text, narrator)));
        }
        return wanted;
    }

    private byte[] sound(Spoken it) {
        try {
            return WavWriter.write(voice.speak(it.text(), it.narrator()));
        } catch (IOException silent) {
            throw new UncheckedIOException(it.narrator() + ": " + it.text() + ": " + silent.getMessage(), silent);
        }
    }

    /** A jar that cannot be read is made anew. */
    private static Map<String, byte[]> kept(Path jar) {
        Map<String, byte[]> kept = new HashMap<>();
        if (!Files.exists(jar)) {
            return kept;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                kept.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
            return kept;
        } catch (IOException broken) {
            return new HashMap<>();
        }
    }

    private static void store(Path jar, SortedMap<String, byte[]> sounds, String list) throws IOException {
        // Not a private file: an edge runs as another user than the build.
        Path whole = jar.resolveSibling(jar.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(whole);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var sound : sounds.entrySet()) {
                put(zip, sound.getKey(), sound.getValue());
            }
            put(zip, SpokenAtBuild.FOLDER + LIST, list.getBytes(StandardCharsets.UTF_8));
        }
        Files.move(whole, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
