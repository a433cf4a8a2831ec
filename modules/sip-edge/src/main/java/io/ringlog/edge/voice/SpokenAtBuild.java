package io.ringlog.edge.voice;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The voice of {@code espeak-ng}: what it said when Ringlog was built, and the program itself for all other texts. */
public final class SpokenAtBuild implements Voice {

    /** Where the sounds lie, on the class path of an edge. */
    static final String FOLDER = "io/ringlog/spoken/";

    private final @Nullable Voice program;
    private final ClassLoader sounds;

    /** @param program where it is installed */
    public SpokenAtBuild(Optional<Voice> program) {
        this(program, SpokenAtBuild.class.getClassLoader());
    }

    SpokenAtBuild(Optional<Voice> program, ClassLoader sounds) {
        this.program = program.orElse(null);
        this.sounds = sounds;
    }

    static String entry(Voice voice, String text, Narrator narrator) {
        return FOLDER + SpokenKey.of(voice, text, narrator) + ".wav";
    }

    /** Whether the build has spoken anything. */
    public boolean isThere() {
        return sounds.getResource(FOLDER + PromptJar.LIST) != null;
    }

    @Override
    public String name() {
        return Espeak.NAME;
    }

    @Override
    public boolean says(String text, Narrator narrator) {
        return program != null || sounds.getResource(entry(this, text, narrator)) != null;
    }

    @Override
    public Clip speak(String text, Narrator narrator) throws IOException {
        try (InputStream kept = sounds.getResourceAsStream(entry(this, text, narrator))) {
            if (kept != null) {
                return WavReader.read(kept.readAllBytes());
            }
        }
        if (program == null) {
            throw new IOException(Espeak.PROGRAM + " is not installed, and the build has not spoken it");
        }
        return program.speak(text, narrator);
    }
}
