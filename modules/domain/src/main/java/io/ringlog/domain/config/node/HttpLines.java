package io.ringlog.domain.config.node;

import io.ringlog.domain.expression.Template;
import io.ringlog.domain.http.HttpAsk.Header;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header lines of a request, one a line: {@code X-Team: sales}. Pure. */
final class HttpLines {

    private static final int MOST = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern VALUE = Pattern.compile("[ -~]{1,1000}");

    /** Those that are written for every request, or that say how it is sent. */
    private static final Set<String> NOT_THEIRS = Set.of(
            "host",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "idempotency-key",
            "ringlog-signature",
            "ringlog-timestamp",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-api-key");

    private HttpLines() {}

    static Optional<String> fault(@Nullable String text) {
        List<Header> lines = read(text);
        Set<String> names = new HashSet<>();
        if (lines.size() > MOST) {
            return Optional.of("headers are more than " + MOST + " lines");
        }
        for (Header line : lines) {
            String name = line.name().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(line.name()).matches()
                    || !VALUE.matcher(line.value()).matches()) {
                return Optional.of("headers has a line that is not 'Name: value' in plain characters");
            } else if (NOT_THEIRS.contains(name)) {
                return Optional.of("headers has " + line.name() + ", which the platform writes by itself");
            } else if (!names.add(name)) {
                return Optional.of("headers has " + line.name() + " twice");
            }
            Optional<String> unsound = Template.fault(line.value());
            if (unsound.isPresent()) {
                return Optional.of("headers cannot be read: " + unsound.get());
            }
        }
        return Optional.empty();
    }

    /** Without a colon a line is all name. */
    static List<Header> read(@Nullable String text) {
        return text == null
                ? List.of()
                : text.lines()
                        .filter(line -> !line.isBlank())
                        .limit(MOST + 1L)
                        .map(HttpLines::line)
                        .toList();
    }

    /** Whether a value can be written into a line. */
    static boolean isValue(String value) {
        return VALUE.matcher(value).matches();
    }

    private static Header line(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new Header(line, "")
                : new Header(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
    }
}
