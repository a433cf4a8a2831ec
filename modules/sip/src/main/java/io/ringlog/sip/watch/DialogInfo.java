package io.ringlog.sip.watch;

import io.ringlog.sip.Notice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes application/dialog-info+xml, always the full state (RFC 4235 section 4). Pure. */
final class DialogInfo {

    private static final String UNRESERVED = "-_.!~*'()&=+$,;?/";

    private DialogInfo() {}

    /**
     * @param version counts the documents of a subscription from 0
     * @param user user part of who is watched, as it was asked for
     */
    static String of(int version, String user, String host, List<Notice.Dialog> dialogs) {
        String entity = uri(user, host);
        StringBuilder xml = new StringBuilder(512)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"")
                .append(version)
                .append("\" state=\"full\" entity=\"")
                .append(escaped(entity))
                .append("\">\n");
        dialogs.forEach(dialog -> append(xml, dialog, entity, host));
        return xml.append("</dialog-info>\n").toString();
    }

    private static void append(StringBuilder xml, Notice.Dialog dialog, String entity, String host) {
        xml.append("<dialog id=\"")
                .append(escaped(dialog.id()))
                .append("\" direction=\"")
                .append(dialog.initiator() ? "initiator" : "recipient")
                .append("\"><state>")
                .append(dialog.confirmed() ? "confirmed" : "early")
                .append("</state>");
        if (dialog.held()) {
            xml.append("<local><target uri=\"")
                    .append(escaped(entity))
                    .append("\"><param pname=\"+sip.rendering\" pvalue=\"no\"/></target></local>");
        }
        String remote = dialog.remote();
        if (remote != null) {
            String uri = escaped(uri(remote, host));
            String name = dialog.remoteName();
            xml.append("<remote><identity")
                    .append(name == null ? "" : " display=\"" + escaped(name) + "\"")
                    .append('>')
                    .append(uri)
                    .append("</identity><target uri=\"")
                    .append(uri)
                    .append("\"/></remote>");
        }
        xml.append("</dialog>\n");
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
