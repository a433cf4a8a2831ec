package io.ringlog.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a message in one pass (RFC 3261 sections 7.3.1 and 25): compact names, folded lines, lists. What is
 * beyond {@link HeadBounds} is passed over and remembered as the fault, so that an endless head costs its bytes once
 * and the sender can still be told.
 */
final class HeadScanner {
    private final byte[] message;
    private final List<RawHeaders.Line> lines = new ArrayList<>(8);
    private final int[] values = new int[KnownHeader.values().length];
    private String text = "";
    private boolean register;
    private boolean response;
    private @Nullable String fault;
    private int headers;
    private int folds;
    private int at;
    private long looked;

    HeadScanner(byte[] message) {
        this.message = message;
    }

    /** Characters looked at so far: what the reading cost. */
    long looked() {
        return looked;
    }

    /** Null when the head does not end or a line is no header. */
    @Nullable
    RawHeaders read() {
        int end = endOfHeaders(message);
        looked += end < 0 ? message.length : end;
        if (end < 0) {
            return null;
        }
        text = new String(message, 0, end, StandardCharsets.UTF_8);
        register = text.startsWith("REGISTER ");
        response = text.startsWith("SIP/");
        lineEnd();
        if (text.charAt(at) == ' ' || text.charAt(at) == '\t') {
            return null;
        }
        while (at < text.length() && text.charAt(at) != '\r' && text.charAt(at) != '\n') {
            if (!header()) {
                return null;
            }
        }
        lineEnd();
        return new RawHeaders(text, lines, end, folds > 0, fault);
    }

    /** Steps behind the line and says where its text ends. */
    private int lineEnd() {
        int start = at;
        while (text.charAt(at) != '\n') {
            if (text.charAt(at) == '\r' && text.charAt(at + 1) != '\n') {
                // The parser takes it for an end of line, RFC 3261 does not.
                blame("Bare Carriage Return");
            }
            at++;
        }
        int end = at > start && text.charAt(at - 1) == '\r' ? at - 1 : at;
        at++;
        looked += at - start;
        return end;
    }

    /** One header with the lines that go on with it; false when it is none. */
    private boolean header() {
        int start = at;
        int end = lineEnd();
        int colon = text.indexOf(':', start);
        if (colon <= start || colon >= end) {
            return false;
        }
        int foldsBefore = folds;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            end = lineEnd();
            folds++;
        }
        int nameEnd = colon;
        while (nameEnd > start && Character.isWhitespace(text.charAt(nameEnd - 1))) {
            nameEnd--;
        }
        KnownHeader name = KnownHeader.named(text, start, nameEnd);
        boolean fits = judge(name, colon + 1, end);
        if (name != null && name.isKept() && (fits || isMissing(name))) {
            String value = text.substring(colon + 1, end);
            lines.add(new RawHeaders.Line(
                    name.word(), (folds > foldsBefore ? RawHeaders.unfolded(value) : value).strip()));
        }
        return true;
    }

    /** What an answer is made of is kept in any case, once. */
    private boolean isMissing(KnownHeader name) {
        for (RawHeaders.Line line : lines) {
            if (line.name().equals(name.word())) {
                return false;
            }
        }
        return true;
    }

    private boolean judge(@Nullable KnownHeader name, int from, int to) {
        if (++headers > HeadBounds.LINES) {
            return blame("Too Many Headers");
        }
        if (folds > HeadBounds.FOLDS) {
            return blame("Too Many Folded Lines");
        }
        if (to - from > HeadBounds.LINE_CHARS) {
            return blame("Header Too Long");
        }
        looked += to - from;
        ListItems found = ListItems.of(text, from, to);
        if (name == null) {
            return found.count() <= HeadBounds.VALUES || blame("Too Many Values in a header");
        }
        if (found.unclosed() && name.holdsAddresses()) {
            return blame("Unclosed Quotation in " + name.word());
        }
        if (name == KnownHeader.CONTACT && !response && !ContactUris.areDelimited(text, from, to)) {
            return blame("Bad Contact: an IPv6 address stands in brackets");
        }
        values[name.ordinal()] += found.count();
        // Repeats of what stands once are told as such, by whoever compares the lines.
        return isSingle(name) || values[name.ordinal()] <= most(name) || blame("Too Many Values in " + name.word());
    }

    private static boolean isSingle(KnownHeader name) {
        return name.isKept() && name != KnownHeader.VIA;
    }

    private int most(KnownHeader name) {
        boolean caller = name == KnownHeader.CONTACT && !register && !response;
        return caller ? HeadBounds.CONTACTS_OF_A_CALLER : name.most();
    }

    private boolean blame(String what) {
        fault = fault == null ? what : fault;
        return false;
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
}
