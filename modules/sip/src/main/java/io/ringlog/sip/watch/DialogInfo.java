package io.ringlog.sip.watch;

import io.ringlog.sip.Notice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes application/dialog-info+xml (RFC 4235 section 4), full or partial. A dialog that is over is told so once, in
 * either: phones are known that keep a lamp lit whose dialog only stays away. Pure.
 *
 * @param user user part of who is watched, as it was asked for
 */
record DialogInfo(String user, String host) {

    private static final String UNRESERVED = "-_.!~*'()&=+$,;?/";

    /**
     * All dialogs.
     *
     * @param version counts the documents of a subscription from 0
     * @param before what was told last
     */
    String full(int version, List<Notice.Dialog> before, List<Notice.Dialog> now) {
        return document(version, "full", over(before, now), now);
    }

    /** Those dialogs that are new, or not as they were told (section 3.4). */
    String partial(int version, List<Notice.Dialog> before, List<Notice.Dialog> now) {
        List<Notice.Dialog> changed =
                now.stream().filter(it -> !before.contains(it)).toList();
        return document(version, "partial", over(before, now), changed);
    }

    private static List<Notice.Dialog> over(List<Notice.Dialog> before, List<Notice.Dialog> now) {
        return before.stream()
                .filter(it -> now.stream().noneMatch(one -> one.id().equals(it.id())))
                .toList();
    }

    private String document(int version, String state, List<Notice.Dialog> over, List<Notice.Dialog> dialogs) {
        StringBuilder xml = new StringBuilder(512)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"")
                .append(version)
                .append("\" state=\"")
                .append(state)
                .append("\" entity=\"")
                .append(escaped(uri(user, host)))
                .append("\">\n");
        over.forEach(dialog -> begin(xml, dialog, "terminated").append("</dialog>\n"));
        dialogs.forEach(dialog -> append(xml, dialog));
        return xml.append("</dialog-info>\n").toString();
    }

    private static StringBuilder begin(StringBuilder xml, Notice.Dialog dialog, String state) {
        return xml.append("<dialog id=\"")
                .append(escaped(dialog.id()))
                .append("\" direction=\"")
                .append(dialog.initiator() ? "initiator" : "recipient")
                .append("\"><state>")
                .append(state)
                .append("</state>");
    }

    private void append(StringBuilder xml, Notice.Dialog dialog) {
        begin(xml, dialog, dialog.confirmed() ? "confirmed" : "early");
        if (dialog.held()) {
            xml.append("<local><target uri=\"")
                    .append(escaped(uri(user, host)))
                    .append("\"><param pname=\"+sip.rendering\" pvalue=\"no\"/></target></local>");
        }
        String remote = dialog.remote();
        if (remote != null) {
            appendRemote(xml, escaped(uri(remote, host)), dialog.remoteName());
        }
        xml.append("</dialog>\n");
    }

    private static void appendRemote(StringBuilder xml, String uri, @Nullable String name) {
        xml.append("<remote><identity")
                .append(name == null ? "" : " display=\"" + escaped(name) + "\"")
                .append('>')
                .append(uri)
                .append("</identity><target uri=\"")
                .append(uri)
                .append("\"/></remote>");
    }

    /** With the escapes of RFC 3261 section 19.1.2. */
    static String uri(String user, String host) {
        StringBuilder text = new StringBuilder("sip:");
        for (byte one : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.append('@').append(host).toString();
    }

    /** What XML cannot hold at all becomes a question mark. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isWritable(c) ? c : '?');
            }
        });
        return safe.toString();
    }

    private static boolean isWritable(int c) {
        return c >= ' ' && c != 0x7f && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
    }
}
