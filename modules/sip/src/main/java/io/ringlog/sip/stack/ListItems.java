package io.ringlog.sip.stack;

/**
 * How many values a header's text lists: commas in quoted strings and between angle brackets part nothing (RFC 3261
 * sections 7.3.1 and 25.1).
 *
 * @param unclosed a quotation or a bracket was opened and never closed
 */
record ListItems(int count, boolean unclosed) {

    static ListItems of(String text, int from, int to) {
        int count = 1;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>')) {
                bracketed = c == '<';
            } else if (c == ',' && !quoted && !bracketed) {
                count++;
            }
        }
        return new ListItems(count, quoted || bracketed);
    }
}
