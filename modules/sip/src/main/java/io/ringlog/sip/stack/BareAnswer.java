package io.ringlog.sip.stack;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error answer built from raw header lines, for requests that no parser should touch. Says nothing about our
 * insides and is never longer than the request it answers, so it amplifies nothing.
 */
final class BareAnswer {
    private static final List<String> COPIED = List.of("from", "to", "call-id", "cseq");

    private BareAnswer() {}

    /** The bytes to send back, without what the request itself lacks; null when it must not be answered. */
    static byte @Nullable [] to(RawHeaders request, int status, String phrase, int requestLength) {
        if (request.firstLine().startsWith("ACK ")) {
            return null;
        }
        StringBuilder answer = new StringBuilder(256);
        answer.append("SIP/2.0 ").append(status).append(' ').append(phrase).append("\r\n");
        request.all("via").forEach(via -> answer.append("Via: ").append(via).append("\r\n"));
        for (String name : COPIED) {
            String value = request.first(name);
            if (value == null) {
                continue;
            }
            answer.append(longName(name)).append(": ").append(value);
            if (name.equals("to") && !value.toLowerCase(Locale.ROOT).contains(";tag=")) {
                answer.append(";tag=0");
            }
            answer.append("\r\n");
        }
        answer.append("Content-Length: 0\r\n\r\n");
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length > requestLength + 64 ? null : bytes;
    }

    static String longName(String name) {
        return switch (name) {
            case "call-id" -> "Call-ID";
            case "cseq" -> "CSeq";
            case "from" -> "From";
            default -> "To";
        };
    }
}
