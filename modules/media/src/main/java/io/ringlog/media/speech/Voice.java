package io.ringlog.media.speech;

import io.ringlog.media.audio.Clip;
import java.io.IOException;

/** Something that speaks: a program, or a service. Called on a thread that may wait. */
public interface Voice {

    /** The longest text that is spoken, in characters. */
    int LONGEST_TEXT = 1_000;

    /** Its name and whatever else of it changes how a text sounds: sound of another name is not taken for its own. */
    String name();

    /** Whether it can speak a text at all. */
    default boolean says(String text, Narrator narrator) {
        return true;
    }

    /**
     * Speaks a text.
     *
     * @param text at most {@link #LONGEST_TEXT} characters
     * @return 8 kHz mono as the voice made it
     * @throws IOException when it does not speak, saying why
     */
    Clip speak(String text, Narrator narrator) throws IOException;
}
