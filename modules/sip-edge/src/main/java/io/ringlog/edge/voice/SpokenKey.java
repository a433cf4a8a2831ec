package io.ringlog.edge.voice;

import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Voice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Under what the sound of a text is kept: another voice, narrator or text is another sound. */
final class SpokenKey {

    private static final int BYTES = 16;

    private SpokenKey() {}

    /** 32 digits in hex. */
    static String of(Voice voice, String text, Narrator narrator) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            byte[] all = (voice.name() + '\n' + narrator + '\n' + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(hash.digest(all), 0, BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
