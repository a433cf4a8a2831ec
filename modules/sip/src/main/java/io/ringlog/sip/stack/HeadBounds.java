package io.ringlog.sip.stack;

import java.util.Set;

/**
 * How much of everything a message may have, by its method. The parser behind takes lists in a time that grows with
 * their square, so what nobody needs is refused before.
 */
final class HeadBounds {
    /** Header lines. */
    static final int LINES = 128;

    /** Lines that go on with the header before them, in the whole head. */
    static final int FOLDS = 64;

    /** Characters of one header. */
    static final int LINE_CHARS = 4_096;

    /** Values of one header that nothing else is said about. */
    static final int VALUES = 64;

    /** Proxies on a way. */
    static final int HOPS = 32;

    /** What a registrar or a redirect may list. */
    static final int CONTACTS = 32;

    static final int CONTACTS_OF_A_CALLER = 4;

    private static final Set<String> WITH_BODY =
            Set.of("INVITE", "UPDATE", "PRACK", "ACK", "INFO", "MESSAGE", "NOTIFY", "PUBLISH", "REFER");
    private static final Set<String> WITHOUT_BODY = Set.of("REGISTER", "OPTIONS", "BYE", "CANCEL", "SUBSCRIBE");
    private static final int BYTES_WITHOUT_BODY = 8_192;
    private static final int BYTES_OF_UNKNOWN = 4_096;

    private HeadBounds() {}

    /** Bytes of a whole request with this first line, {@code most} where the method carries bodies. */
    static int bytes(String firstLine, int most) {
        int space = firstLine.indexOf(' ');
        String method = space < 0 ? "" : firstLine.substring(0, space);
        if (WITH_BODY.contains(method)) {
            return most;
        }
        return Math.min(most, WITHOUT_BODY.contains(method) ? BYTES_WITHOUT_BODY : BYTES_OF_UNKNOWN);
    }
}
