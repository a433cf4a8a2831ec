package io.ringlog.media.speech;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of the platform's prompts, one list for each language: {@code de-DE.properties} beside this class. */
public final class PromptTexts {

    /** The languages there are, as IETF tags. */
    public static final Set<String> LANGUAGES = Set.of("de-DE", "en-US", "es-ES", "fr-FR", "nl-NL");

    private static final Map<String, SortedMap<String, String>> READ = new ConcurrentHashMap<>();

    private PromptTexts() {}

    /** All prompts of a language with their texts; empty for a language that is not spoken. */
    public static SortedMap<String, String> of(String language) {
        return LANGUAGES.contains(language) ? READ.computeIfAbsent(language, PromptTexts::read) : new TreeMap<>();
    }

    /** What a prompt says; empty when there is no such prompt or language. */
    public static Optional<String> find(String language, String prompt) {
        return Optional.ofNullable(of(language).get(prompt));
    }

    private static SortedMap<String, String> read(String language) {
        Properties texts = new Properties();
        String name = language + ".properties";
        try (InputStream in = PromptTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
        SortedMap<String, String> read = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> read.put(key, texts.getProperty(key)));
        return read;
    }
}
