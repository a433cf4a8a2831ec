package io.ringlog.testkit.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A SIP message as text: first line, headers in order, body. Knows only what a phone must. */
public record SipText(String firstLine, List<Header> headers, String body) {
    private static final Map<String, String> COMPACT = Map.of(
            "i",
            "Call-ID",
            "f",
            "From",
            "t",
            "To",
            "v",
            "Via",
            "l",
            "Content-Length",
            "m",
            "Contact",
            "c",
            "Content-Type");

    private static final Set<String> LISTS = Set.of("via", "route", "record-route");

    /** One header line. */
    public record Header(String name, String value) {}

    public SipText {
        headers = List.copyOf(headers);
    }

    public static SipText parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String body = end < 0 ? "" : text.substring(end + 4);
        String[] lines = head.replaceAll("\r\n[ \t]+", " ").split("\r\n");
        List<Header> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).trim();
            String full = COMPACT.getOrDefault(name, name);
            for (String value : values(full, lines[i].substring(colon + 1).trim())) {
                headers.add(new Header(full, value));
            }
        }
        return new SipText(lines[0], headers, body);
    }

    private static List<String> values(String name, String value) {
        boolean list = LISTS.contains(name.toLowerCase(Locale.ROOT));
        return list ? List.of(value.split("\\s*,\\s*(?=<|SIP)")) : List.of(value);
    }

    public boolean isResponse() {
        return firstLine.startsWith("SIP/2.0 ");
    }

    /** The status of a response, 0 for a request. */
    public int status() {
        return isResponse() ? Integer.parseInt(firstLine.substring(8, 11)) : 0;
    }

    /** The method of a request, or of what a response answers. */
    public String method() {
        String cseq = header("CSeq");
        return isResponse() ? cseq.substring(cseq.indexOf(' ') + 1) : firstLine.substring(0, firstLine.indexOf(' '));
    }

    public String requestUri() {
        return firstLine.split(" ")[1];
    }

    /** The first header of the name, or empty text. */
    public String header(String name) {
        return find(name).orElse("");
    }

    public Optional<String> find(String name) {
        return headers.stream()
                .filter(h -> h.name.equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    public List<String> all(String name) {
        return headers.stream()
                .filter(h -> h.name.equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    public String callId() {
        return header("Call-ID");
    }

    public long cseq() {
        return Long.parseLong(header("CSeq").split(" ")[0]);
    }

    public String branch() {
        return parameter(header("Via"), "branch");
    }

    /** Where a response with this top Via goes. */
    InetSocketAddress responseAddress() {
        String via = header("Via");
        String sentBy = via.substring(via.indexOf(' ') + 1).split(";")[0].trim();
        int colon = sentBy.lastIndexOf(':');
        String host = colon < 0 ? sentBy : sentBy.substring(0, colon);
        int port = colon < 0 ? 5060 : Integer.parseInt(sentBy.substring(colon + 1));
        String received = parameter(via, "received");
        String rport = parameter(via, "rport");
        return new InetSocketAddress(
                received.isEmpty() ? host : received, rport.isEmpty() ? port : Integer.parseInt(rport));
    }

    public String fromTag() {
        return parameter(header("From"), "tag");
    }

    public String toTag() {
        return parameter(header("To"), "tag");
    }

    /** The URI between the angle brackets of a header such as Contact or Route. */
    public static String uriOf(String nameAddr) {
        int open = nameAddr.indexOf('<');
        if (open < 0) {
            int semicolon = nameAddr.indexOf(';');
            return semicolon < 0 ? nameAddr : nameAddr.substring(0, semicolon);
        }
        return nameAddr.substring(open + 1, nameAddr.indexOf('>', open));
    }

    /** A parameter behind the angle brackets; empty text when absent. */
    public static String parameter(String value, String name) {
        String tail = value.substring(value.indexOf('>') + 1);
        for (String part : tail.split(";")) {
            if (part.trim().startsWith(name + "=")) {
                return part.trim().substring(name.length() + 1);
            }
        }
        return "";
    }

    /** The same message with one more header. */
    public SipText with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SipText(firstLine, more, body);
    }

    /** The same message with these headers behind its own. */
    public SipText with(List<Header> behind) {
        List<Header> more = new ArrayList<>(headers);
        more.addAll(behind);
        return new SipText(firstLine, more, body);
    }

    /** The same message with another body; the type is SDP. */
    public SipText withSdp(String sdp) {
        return new SipText(firstLine, with("Content-Type", "application/sdp").headers, sdp);
    }

    /** The bytes, with the right Content-Length. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(firstLine).append("\r\n");
        for (Header h : headers) {
            if (!h.name.equalsIgnoreCase("Content-Length")) {
                text.append(h.name).append(": ").append(h.value).append("\r\n");
            }
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return text.append("Content-Length: ")
                .append(length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }
}
