package io.ringlog.sip.stack;

import io.ringlog.sip.message.Uris;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a message by its bytes, because the parser behind it rewrites versions and accepts doubled headers
 * (RFC 3261 sections 7 and 18.3; RFC 4475 has the cases). Finds nothing out about meaning.
 */
final class RawCheck {
    private static final Pattern REQUEST_LINE =
            Pattern.compile("([!%'*+\\-.0-9A-Z_`a-z~]{1,64}) ([^ ]{1,2048}) SIP/([0-9]{1,3}\\.[0-9]{1,3})");
    private static final Pattern STATUS_LINE =
            Pattern.compile("SIP/2\\.0 [1-6][0-9][0-9] .*|SIP/2\\.0 [1-6][0-9][0-9]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final List<String> SINGLE = List.of("call-id", "cseq", "from", "to", "content-length");
    private static final List<String> MANDATORY = List.of("call-id", "cseq", "from", "to");

    private RawCheck() {}

    /** What the bytes are. */
    sealed interface Verdict {
        record KeepAlive() implements Verdict {}

        /** Fit to be parsed; {@code bytes} end where Content-Length says, {@code order} is the same for one call. */
        record Sound(byte[] bytes, RawHeaders headers, int order) implements Verdict {}

        /** A request broken in a way that its sender can be told about. */
        record Faulty(RawHeaders headers, int status, String phrase) implements Verdict {}

        record Garbage() implements Verdict {}
    }

    /** @param messageBytes the largest message of any method */
    static Verdict check(byte[] message, int messageBytes) {
        byte[] bytes = withoutLeadingLineEnds(message);
        if (bytes.length == 0) {
            return new Verdict.KeepAlive();
        }
        RawHeaders headers = RawHeaders.read(bytes);
        if (headers == null || headers.count("via") == 0) {
            return new Verdict.Garbage();
        }
        if (headers.firstLine().startsWith("SIP/")) {
            boolean fit = STATUS_LINE.matcher(headers.firstLine()).matches() && fault(bytes, headers) == null;
            return fit ? sound(bytes, headers) : new Verdict.Garbage();
        }
        return checkRequest(bytes, headers, messageBytes);
    }

    private static Verdict checkRequest(byte[] bytes, RawHeaders headers, int messageBytes) {
        var line = REQUEST_LINE.matcher(headers.firstLine());
        if (!line.matches()) {
            boolean resembles = headers.firstLine().contains("SIP/");
            return resembles ? new Verdict.Faulty(headers, 400, "Bad Request Line") : new Verdict.Garbage();
        }
        if (!"2.0".equals(line.group(3))) {
            return new Verdict.Faulty(headers, 505, "Version Not Supported");
        }
        if (bytes.length > HeadBounds.bytes(headers.firstLine(), messageBytes)) {
            return new Verdict.Faulty(headers, 413, "Request Entity Too Large");
        }
        if (!Uris.isDelimited(line.group(2))) {
            return new Verdict.Faulty(headers, 400, "Bad Request-URI");
        }
        String fault = fault(bytes, headers);
        return fault == null ? sound(bytes, headers) : new Verdict.Faulty(headers, 400, fault);
    }

    private static @Nullable String fault(byte[] bytes, RawHeaders headers) {
        if (headers.fault() != null) {
            return headers.fault();
        }
        for (String name : SINGLE) {
            if (headers.count(name) > 1) {
                return "Duplicate Header";
            }
        }
        for (String name : MANDATORY) {
            if (headers.count(name) == 0) {
                return "Missing " + BareAnswer.longName(name);
            }
        }
        String announced = headers.first("content-length");
        if (announced == null) {
            return null;
        }
        if (!NUMBER.matcher(announced).matches()) {
            return "Bad Content-Length";
        }
        return headers.length() + Integer.parseInt(announced) > bytes.length ? "Body Shorter Than Announced" : null;
    }

    private static Verdict sound(byte[] bytes, RawHeaders headers) {
        String announced = headers.first("content-length");
        int end = announced == null ? bytes.length : headers.length() + Integer.parseInt(announced);
        byte[] exact = end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
        return new Verdict.Sound(
                headers.unfolded(exact),
                headers,
                String.valueOf(headers.first("call-id")).hashCode());
    }

    private static byte[] withoutLeadingLineEnds(byte[] message) {
        int start = 0;
        while (start < message.length && (message[start] == '\r' || message[start] == '\n' || message[start] == 0)) {
            start++;
        }
        return start == 0 ? message : Arrays.copyOfRange(message, start, message.length);
    }
}
