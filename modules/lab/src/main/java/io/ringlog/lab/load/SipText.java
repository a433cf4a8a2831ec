package io.ringlog.lab.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Just enough SIP for a load generator: reads the headers it echoes, writes whole messages. Not a SIP stack. */
public final class SipText {

    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=bench 1 1 IN IP4 %1$s",
            "s=-",
            "c=IN IP4 %1$s",
            "t=0 0",
            "m=audio %2$d RTP/AVP 0 101",
            "a=rtpmap:101 telephone-event/8000",
            "");

    private final String text;
    private final int end;

    SipText(String text) {
        this.text = text;
        int blank = text.indexOf("\r\n\r\n");
        this.end = blank < 0 ? text.length() : blank + 2;
    }

    String startLine() {
        return text.substring(0, Math.max(0, text.indexOf("\r\n")));
    }

    boolean isRequest(String method) {
        return text.startsWith(method + " ");
    }

    /** The status of a response, 0 for a request. */
    int status() {
        return text.startsWith("SIP/2.0 ") ? Integer.parseInt(text.substring(8, 11)) : 0;
    }

    /** Every header line with this name, as it stands, in order. */
    List<String> lines(String name) {
        List<String> found = new ArrayList<>();
        for (int at = text.indexOf("\r\n") + 2; at > 1 && at < end; at = text.indexOf("\r\n", at) + 2) {
            int stop = text.indexOf("\r\n", at);
            if (isHeader(at, stop, name)) {
                found.add(text.substring(at, stop));
            }
        }
        return found;
    }

    /** The value of the first such header, or the empty string. */
    String value(String name) {
        for (int at = text.indexOf("\r\n") + 2; at > 1 && at < end; at = text.indexOf("\r\n", at) + 2) {
            int stop = text.indexOf("\r\n", at);
            if (isHeader(at, stop, name)) {
                return text.substring(at + name.length() + 1, stop).trim();
            }
        }
        return "";
    }

    private boolean isHeader(int at, int stop, String name) {
        return stop - at > name.length()
                && text.charAt(at + name.length()) == ':'
                && text.regionMatches(true, at, name, 0, name.length());
    }

    /** A response that echoes what RFC 3261 section 8.2.6.2 says, with a To tag. */
    String answer(String status, String contact, String body) {
        StringBuilder out = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
        lines("Via").forEach(line -> out.append(line).append("\r\n"));
        lines("Record-Route").forEach(line -> out.append(line).append("\r\n"));
        out.append("From: ").append(value("From")).append("\r\n");
        String to = value("To");
        out.append("To: ")
                .append(to)
                .append(to.contains(";tag=") ? "" : ";tag=uas")
                .append("\r\n");
        out.append("Call-ID: ")
                .append(value("Call-ID"))
                .append("\r\nCSeq: ")
                .append(value("CSeq"))
                .append("\r\n");
        return finish(out.append("Contact: <").append(contact).append(">\r\n"), body);
    }

    /** The route set of a caller: the Record-Routes of the answer, last first (RFC 3261 section 12.1.2). */
    List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (String line : lines("Record-Route")) {
            Collections.addAll(
                    routes, line.substring(line.indexOf(':') + 1).trim().split(",(?=\\s*<)"));
        }
        Collections.reverse(routes);
        return routes;
    }

    public static String sdp(String ip, int port) {
        return SDP.formatted(ip, port);
    }

    static String finish(StringBuilder headers, String body) {
        if (!body.isEmpty()) {
            headers.append("Content-Type: application/sdp\r\n");
        }
        return headers.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }
}
