package io.ringlog.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message's own bytes say of the headers that decide where it ends and whom it concerns, before any parser could
 * mend or misread them. Every other header is only counted: this runs for each datagram, and keeping them all was a
 * twelfth of what a call allocates.
 */
final class RawHeaders {
    private static final Pattern FOLD = Pattern.compile("\r?+\n[ \t]++");

    private final String text;
    private final List<Line> lines;
    private final int length;
    private final boolean folded;
    private final @Nullable String fault;

    /** One unfolded header; {@code name} is the long form in lower case. */
    record Line(String name, String value) {}

    /** @param text the head up to and including the empty line, {@code length} bytes */
    RawHeaders(String text, List<Line> lines, int length, boolean folded, @Nullable String fault) {
        this.text = text;
        this.lines = lines;
        this.length = length;
        this.folded = folded;
        this.fault = fault;
    }

    /** Reads up to the empty line; null when there is none or a line is no header. */
    static @Nullable RawHeaders read(byte[] message) {
        return new HeadScanner(message).read();
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

    static String unfolded(String value) {
        return FOLD.matcher(value).replaceAll(" ");
    }

    String firstLine() {
        int end = text.indexOf('\n');
        return text.substring(0, end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** Bytes up to and including the empty line. */
    int length() {
        return length;
    }

    /** What is beyond the bounds or beyond doubt wrong, in words for the sender; null when nothing is. */
    @Nullable
    String fault() {
        return fault;
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

    /** The message with each header on one line: the parser unfolds otherwise than RFC 3261 section 7.3.1 does. */
    byte[] unfolded(byte[] message) {
        if (!folded) {
            return message;
        }
        byte[] head = unfolded(text).getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + message.length - length);
        System.arraycopy(message, length, whole, head.length, message.length - length);
        return whole;
    }
}
