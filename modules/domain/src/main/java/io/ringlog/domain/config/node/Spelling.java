package io.ringlog.domain.config.node;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** How a value is written into a body, so that it stays a value. Pure. */
final class Spelling {

    private static final int FIRST_PRINTABLE = ' ';

    private Spelling() {}

    /** JSON within quotes (RFC 8259 section 7), forms as in a query; as it is in all else. */
    static UnaryOperator<String> of(String contentType) {
        String type = contentType.replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
        if (type.equals("application/json") || type.endsWith("+json")) {
            return Spelling::json;
        }
        return type.equals("application/x-www-form-urlencoded") ? HttpUrl::spelled : UnaryOperator.identity();
    }

    private static String json(String value) {
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
