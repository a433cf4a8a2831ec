package io.ringlog.edge.voice;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Voice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The voice of {@code espeak-ng}: one short process for each text, which reaches it by a pipe. */
public final class Espeak implements Voice {

    /** As a package of the host's installs it. */
    public static final String PROGRAM = "espeak-ng";

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /** Two minutes at 22,050 samples a second. */
    private static final int MOST_BYTES = 120 * 22_050 * 2;

    /** Words a minute: slower than it would read to itself, for a telephone is a small loudspeaker. */
    private static final String PACE = "150";

    private static final Map<String, String> VOICES =
            Map.of("de-DE", "de", "en-US", "en-us", "es-ES", "es", "fr-FR", "fr-fr", "nl-NL", "nl");

    /** Of the voice: what it spoke at another machine sounds the same. */
    static final String NAME = PROGRAM + " " + PACE;

    private final Path program;

    public Espeak(Path program) {
        this.program = program;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Clip speak(String text, Narrator narrator) throws IOException {
        if (text.length() > LONGEST_TEXT) {
            throw new IOException("a text of " + text.length() + " characters is longer than " + LONGEST_TEXT);
        }
        String voice = VOICES.get(narrator.language()) + (narrator.female() ? "+f2" : "");
        List<String> command = List.of(program.toString(), "-b", "1", "-v", voice, "-s", PACE, "--stdin", "--stdout");
        byte[] wav = new Program(command, AT_MOST, MOST_BYTES).run(text.getBytes(StandardCharsets.UTF_8));
        return WavReader.convert(wav);
    }
}
