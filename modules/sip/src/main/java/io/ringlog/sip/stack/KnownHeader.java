package io.ringlog.sip.stack;

import org.jspecify.annotations.Nullable;

/** The headers that are looked at before any parser, with what the whole of a message may list in them. */
enum KnownHeader {
    /** Max-Forwards begins at 70: nobody is further away. */
    VIA("via", 'v', 70, true),
    FROM("from", 'f', 1, true),
    TO("to", 't', 1, true),
    CALL_ID("call-id", 'i', HeadBounds.VALUES, true),
    CSEQ("cseq", '\0', HeadBounds.VALUES, true),
    CONTENT_LENGTH("content-length", 'l', HeadBounds.VALUES, true),
    CONTACT("contact", 'm', HeadBounds.CONTACTS, false),
    ROUTE("route", '\0', HeadBounds.HOPS, false),
    RECORD_ROUTE("record-route", '\0', HeadBounds.HOPS, false),
    PATH("path", '\0', HeadBounds.HOPS, false),
    SERVICE_ROUTE("service-route", '\0', HeadBounds.HOPS, false),
    HISTORY_INFO("history-info", '\0', HeadBounds.HOPS, false),
    REFER_TO("refer-to", 'r', 1, false);

    private static final KnownHeader[] ALL = values();

    private final String word;
    private final char compact;
    private final int most;
    private final boolean kept;

    KnownHeader(String word, char compact, int most, boolean kept) {
        this.word = word;
        this.compact = compact;
        this.most = most;
        this.kept = kept;
    }

    /** The long form in lower case. */
    String word() {
        return word;
    }

    int most() {
        return most;
    }

    /** True when its text is needed: to frame, to order, to answer (RFC 3261 section 8.2.6.2). */
    boolean isKept() {
        return kept;
    }

    /** True where a quotation or a bracket that is left open is a fault. */
    boolean holdsAddresses() {
        return this != CALL_ID && this != CSEQ && this != CONTENT_LENGTH;
    }

    /** By the name between these places, in either form; null for any other header. */
    static @Nullable KnownHeader named(String text, int from, int to) {
        for (KnownHeader one : ALL) {
            if (one.isSpelt(text, from, to)) {
                return one;
            }
        }
        return null;
    }

    private boolean isSpelt(String text, int from, int to) {
        if (to - from == 1) {
            return lower(text.charAt(from)) == compact;
        }
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(text.charAt(from + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }
}
