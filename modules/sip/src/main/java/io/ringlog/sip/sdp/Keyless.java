package io.ringlog.sip.sdp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Descriptions and whole messages as they may be shown, kept and copied: no key of {@code a=crypto} is in them. */
public final class Keyless {
    private static final byte[] SIGN = "inline:".getBytes(StandardCharsets.US_ASCII);
    private static final byte INSTEAD = '*';
    private static final Pattern KEY = Pattern.compile("(?i)(inline:)[^\\r\\n]*");

    private static final Pattern ENCRYPTS = Pattern.compile("(?i)a=crypto|inline:|SAVP");

    private Keyless() {}

    /** A text without what follows a key's sign on its line. */
    public static String text(String text) {
        return KEY.matcher(text).replaceAll("$1hidden");
    }

    /**
     * A description as it is, for whoever it was not made for.
     *
     * @throws BadSdp when a key is in it, or it asks for encryption: that is between its writer and us
     */
    public static String own(String sdp) {
        if (ENCRYPTS.matcher(sdp).find()) {
            throw new BadSdp("its media is to be encrypted, and nobody is there to do it");
        }
        return sdp;
    }

    /** A message of the same length with stars where its keys are; itself where it has none. */
    public static byte[] message(byte[] message) {
        int first = sign(message, 0);
        if (first == message.length) {
            return message;
        }
        byte[] shown = message.clone();
        for (int at = first; at < shown.length; at = sign(message, at)) {
            at += SIGN.length;
            while (at < shown.length && shown[at] != '\r' && shown[at] != '\n') {
                shown[at++] = INSTEAD;
            }
        }
        return shown;
    }

    /** Where the next sign of a key begins; the length where there is none. */
    private static int sign(byte[] message, int from) {
        int at = from;
        while (at + SIGN.length <= message.length && !isSign(message, at)) {
            at++;
        }
        return at + SIGN.length <= message.length ? at : message.length;
    }

    private static boolean isSign(byte[] message, int at) {
        for (int i = 0; i < SIGN.length; i++) {
            if ((message[at + i] | 0x20) != (SIGN[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
