package io.ringlog.domain.config.node;

import io.ringlog.domain.http.JsonText;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How a value is written into a body, so that it stays a value. Pure. */
final class Spelling {

    private Spelling() {}

    /** JSON within quotes, forms as in a query; as it is in all else. */
    static UnaryOperator<String> of(String contentType) {
        String type = contentType.replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
        if (type.equals("application/json") || type.endsWith("+json")) {
            return JsonText::of;
        }
        return type.equals("application/x-www-form-urlencoded") ? HttpUrl::spelled : UnaryOperator.identity();
    }
}
