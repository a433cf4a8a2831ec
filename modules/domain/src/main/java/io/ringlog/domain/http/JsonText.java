package io.ringlog.domain.http;

import java.util.Locale;

/** A text as it stands between the quotes of a JSON string (RFC 8259 section 7). Pure. */
public final class JsonText {

    private static final int FIRST_PRINTABLE = ' ';

    private JsonText() {}

    /** Without the quotes. */
    public static String of(String value) {
        StringBuilder spelled = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                spelled.append('\\').append((char) c);
            } else if (c < FIRST_PRINTABLE) {
                spelled.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                spelled.append((char) c);
            }
        });
        return spelled.toString();
    }
}
