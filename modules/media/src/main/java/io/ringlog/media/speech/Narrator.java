package io.ringlog.media.speech;

import java.util.Optional;

/**
 * In which language a voice speaks, and as whom.
 *
 * @param language one of {@link PromptTexts#LANGUAGES}
 */
public record Narrator(String language, boolean female) {

    /** Reads {@code de-DE/male}; empty for a language that is not spoken. */
    public static Optional<Narrator> read(String voice) {
        int slash = voice.indexOf('/');
        String language = slash < 0 ? voice : voice.substring(0, slash);
        return PromptTexts.LANGUAGES.contains(language)
                ? Optional.of(new Narrator(language, voice.endsWith("/female")))
                : Optional.empty();
    }

    /** Whom an account has that says nothing of it, in the same language. */
    public Narrator usual() {
        return new Narrator(language, false);
    }

    /** As {@link #read} reads it. */
    @Override
    public String toString() {
        return language + (female ? "/female" : "/male");
    }
}
