package io.ringlog.sip.stack;

import io.ringlog.sip.message.Uris;

/**
 * Whether the hosts in a Contact are as they must be written: of an IPv6 address without its brackets the parser keeps
 * the first group and takes the second for a port (RFC 5118 section 4.2).
 */
final class ContactUris {
    private ContactUris() {}

    /** One pass over the text between these places. */
    static boolean areDelimited(String text, int from, int to) {
        int start = from;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                bracketed = true;
                start = i + 1;
            } else if (!quoted && (c == '>' || (c == ',' && !bracketed))) {
                if (!isDelimited(text, start, i)) {
                    return false;
                }
                bracketed = false;
                start = i + 1;
            }
        }
        return isDelimited(text, start, to);
    }

    /** What stands behind a bracket is a parameter, and no URI. */
    private static boolean isDelimited(String text, int from, int to) {
        return Uris.isDelimited(text.substring(from, to).strip());
    }
}
