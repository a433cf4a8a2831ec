package io.ringlog.sip.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Descriptions and whole messages as they may be shown, kept and copied: without the keys and passwords of media. */
public final class Keyless {
    private static final List<byte[]> SIGNS = List.of(sign("inline:"), sign("ice-pwd:"));
    private static final byte INSTEAD = '*';
    private static final Pattern KEY = Pattern.compile("(?i)(inline:|ice-pwd:)[^\\r\\n]*");

    private static final Pattern ENCRYPTS = Pattern.compile("(?i)a=crypto|inline:|SAVP");

    private Keyless() {}

    private static byte[] sign(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

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
        int first = behindSign(message, 0);
        if (first < 0) {
            return message;
        }
        byte[] shown = message.clone();
        for (int at = first; at >= 0; at = behindSign(shown, at)) {
            while (at < shown.length && shown[at] != '\r' && shown[at] != '\n') {
                shown[at++] = INSTEAD;
            }
        }
        return shown;
    }

    /** Where the next key begins; -1 where there is none. */
    private static int behindSign(byte[] message, int from) {
        for (int at = from; at < message.length; at++) {
            for (byte[] sign : SIGNS) {
                if (isSign(message, at, sign)) {
                    return at + sign.length;
                }
            }
        }
        return -1;
    }

    private static boolean isSign(byte[] message, int at, byte[] sign) {
        if (at + sign.length > message.length) {
            return false;
        }
        for (int i = 0; i < sign.length; i++) {
            if ((message[at + i] | 0x20) != (sign[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
