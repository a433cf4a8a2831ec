package io.ringlog.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header lines of a message as they stand in its bytes, before any parser could mend or misread them. */
final class RawHeaders {
    private static final Map<String, String> COMPACT = Map.of(
            "i",
            "call-id",
            "f",
            "from",
            "t",
            "to",
            "v",
            "via",
            "l",
            "content-length",
            "m",
            "contact",
            "c",
            "content-type",
            "s",
            "subject",
            "k",
            "supported");

    private final String firstLine;
    private final List<Line> lines;
    private final int length;

    /** One unfolded header; {@code name} is the long form in lower case. */
    record Line(String name, String value) {}

    private RawHeaders(String firstLine, List<Line> lines, int length) {
        this.firstLine = firstLine;
        this.lines = lines;
        this.length = length;
    }

    /** Reads up to the empty line; null when there is none or a line is no header. */
    static @Nullable RawHeaders read(byte[] message) {
        int end = endOfHeaders(message);
        if (end < 0) {
            return null;
        }
        String[] raw = new String(message, 0, end, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1);
        List<Line> lines = new ArrayList<>(raw.length);
        for (int i = 1; i < raw.length; i++) {
            if (raw[i].isEmpty()) {
                continue;
            }
            if (!append(lines, raw[i])) {
                return null;
            }
        }
        return new RawHeaders(raw[0], lines, end);
    }

    /** The whole lines at the beginning of a message that was cut off; null when not even the first is whole. */
    static @Nullable RawHeaders readBeginning(byte[] cut) {
        int end = cut.length;
        while (end > 0 && cut[end - 1] != '\n') {
            end--;
        }
        byte[] closed = Arrays.copyOf(cut, end + 2);
        closed[end] = '\r';
        closed[end + 1] = '\n';
        return end == 0 ? null : read(closed);
    }

    private static boolean append(List<Line> lines, String raw) {
        char first = raw.charAt(0);
        if (first == ' ' || first == '\t') {
            if (lines.isEmpty()) {
                return false;
            }
            Line last = lines.removeLast();
            lines.add(new Line(last.name, last.value + " " + raw.strip()));
            return true;
        }
        int colon = raw.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        String name = raw.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        lines.add(new Line(
                COMPACT.getOrDefault(name, name), raw.substring(colon + 1).strip()));
        return true;
    }

    /** Index just behind the empty line, or -1. */
    static int endOfHeaders(byte[] message) {
        int lineStart = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] != '\n') {
                continue;
            }
            int lineEnd = i > lineStart && message[i - 1] == '\r' ? i - 1 : i;
            if (lineEnd == lineStart && lineStart > 0) {
                return i + 1;
            }
            lineStart = i + 1;
        }
        return -1;
    }

    String firstLine() {
        return firstLine;
    }

    /** Bytes up to and including the empty line. */
    int length() {
        return length;
    }

    int count(String name) {
        int n = 0;
        for (Line line : lines) {
            if (line.name.equals(name)) {
                n++;
            }
        }
        return n;
    }

    @Nullable
    String first(String name) {
        for (Line line : lines) {
            if (line.name.equals(name)) {
                return line.value;
            }
        }
        return null;
    }

    List<String> all(String name) {
        return lines.stream().filter(l -> l.name.equals(name)).map(Line::value).toList();
    }
}
