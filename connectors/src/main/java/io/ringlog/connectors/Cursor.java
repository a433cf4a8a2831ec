package io.ringlog.connectors;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended: a number to order by and a text that breaks ties, opaque to whoever carries it. */
record Cursor(long at, String tie) {
    static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int dot = plain.indexOf('.');
            Refused.unless(dot > 0, "cursor", "is not one we gave out");
            return new Cursor(Long.parseLong(plain.substring(0, dot)), plain.substring(dot + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cursor is not one we gave out", e);
        }
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + "." + tie).getBytes(StandardCharsets.UTF_8));
    }
}
