package io.ringlog.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message's own bytes say of the headers that decide where it ends and whom it concerns, before any parser could
 * mend or misread them. Every other header is only looked at for being one: this runs for each datagram, and keeping
 * them all was a twelfth of what a call allocates.
 */
final class RawHeaders {
    /** Long form in lower case and compact form. */
    private enum Asked {
        VIA("via", 'v'),
        FROM("from", 'f'),
        TO("to", 't'),
        CALL_ID("call-id", 'i'),
        CSEQ("cseq", '\0'),
        CONTENT_LENGTH("content-length", 'l');

        private final String name;
        private final String compact;

        Asked(String name, char compact) {
            this.name = name;
            this.compact = String.valueOf(compact);
        }
    }

    private static final Asked[] ASKED = Asked.values();

    private final String firstLine;
    private final List<Line> lines = new ArrayList<>(ASKED.length);
    private final int length;

    /** One unfolded header; {@code name} is the long form in lower case. */
    private record Line(String name, String value) {}

    private RawHeaders(String firstLine, int length) {
        this.firstLine = firstLine;
        this.length = length;
    }

    /** Reads up to the empty line; null when there is none or a line is no header. */
    static @Nullable RawHeaders read(byte[] message) {
        int end = endOfHeaders(message);
        if (end < 0) {
            return null;
        }
        String text = new String(message, 0, end, StandardCharsets.UTF_8);
        int lineEnd = endOfLine(text, 0);
        RawHeaders headers = new RawHeaders(text.substring(0, lineEnd), end);
        return headers.take(text, lineEnd) ? headers : null;
    }

    /** False when a line is no header. */
    private boolean take(String text, int from) {
        boolean begun = false;
        boolean kept = false;
        int end;
        for (int at = from; at < text.length(); at = end + 1) {
            end = endOfLine(text, at);
            if (end == at) {
                continue;
            }
            if (text.charAt(at) == ' ' || text.charAt(at) == '\t') {
                if (!begun) {
                    return false;
                }
                fold(kept, text.substring(at, end));
                continue;
            }
            int colon = text.indexOf(':', at);
            if (colon <= at || colon >= end) {
                return false;
            }
            begun = true;
            kept = keep(asked(text, at, colon), text, colon + 1, end);
        }
        return true;
    }

    private boolean keep(@Nullable Asked name, String text, int from, int to) {
        return name != null
                && lines.add(new Line(name.name, text.substring(from, to).strip()));
    }

    private void fold(boolean kept, String more) {
        if (kept) {
            Line last = lines.removeLast();
            lines.add(new Line(last.name, last.value + " " + more.strip()));
        }
    }

    private static int endOfLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\r' && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }

    private static @Nullable Asked asked(String text, int from, int colon) {
        int to = colon;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        for (Asked asked : ASKED) {
            if (spells(asked.name, text, from, to) || spells(asked.compact, text, from, to)) {
                return asked;
            }
        }
        return null;
    }

    private static boolean spells(String name, String text, int from, int to) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = text.charAt(from + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != name.charAt(i)) {
                return false;
            }
        }
        return true;
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
