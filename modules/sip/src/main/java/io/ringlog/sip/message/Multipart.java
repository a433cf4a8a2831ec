package io.ringlog.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A body of several parts (RFC 2046 section 5.1), cut so that its session description can be read and replaced. */
final class Multipart {
    private static final String LINE_END = "\r\n";
    private static final String BLANK = LINE_END + LINE_END;

    private final byte[] body;
    private final int start;
    private final int end;

    private Multipart(byte[] body, int start, int end) {
        this.body = body;
        this.start = start;
        this.end = end;
    }

    /** The first part of type application/sdp; empty when the boundary is missing or no such part is complete. */
    static Optional<Multipart> aroundSdp(byte[] body, String boundary) {
        // One character for each byte, so that places in the text are places in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + boundary;
        int at = text.startsWith(delimiter) ? 0 : text.indexOf(LINE_END + delimiter);
        while (at >= 0) {
            int head = text.indexOf(LINE_END, at + delimiter.length());
            int next = head < 0 ? -1 : text.indexOf(LINE_END + delimiter, head);
            int blank = next < 0 ? -1 : text.indexOf(BLANK, head);
            if (blank >= 0 && blank + BLANK.length() <= next && isSdp(text.substring(head, blank))) {
                return Optional.of(new Multipart(body, blank + BLANK.length(), next));
            }
            at = next;
        }
        return Optional.empty();
    }

    private static boolean isSdp(String headers) {
        return headers.lines()
                .map(line -> line.toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(line -> line.equals("content-type:application/sdp")
                        || line.startsWith("content-type:application/sdp;"));
    }

    String sdp() {
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    /** The body with another description, the other parts byte for byte as they were. */
    byte[] with(String sdp) {
        byte[] words = sdp.getBytes(StandardCharsets.UTF_8);
        byte[] changed = Arrays.copyOf(body, start + words.length + body.length - end);
        System.arraycopy(words, 0, changed, start, words.length);
        System.arraycopy(body, end, changed, start + words.length, body.length - end);
        return changed;
    }
}
