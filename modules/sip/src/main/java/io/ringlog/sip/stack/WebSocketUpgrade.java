package io.ringlog.sip.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that asks for a WebSocket (RFC 6455 section 4.2) that carries SIP (RFC 7118 section 4), and our
 * answer to it. Pure.
 *
 * @param status 101 when it is granted
 */
record WebSocketUpgrade(int status, byte[] answer) {
    private static final int LINES_MOST = 100;
    private static final int KEY_BYTES = 16;
    private static final String VERSION = "13";
    private static final String SUBPROTOCOL = "sip";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    boolean isGranted() {
        return status == 101;
    }

    /**
     * @param head up to and including the empty line
     * @param origins pages whose scripts may connect; {@code *} is every page. Who is no page says no origin.
     */
    static WebSocketUpgrade of(String head, List<String> origins) {
        // Of nothing but line ends split would make no line at all.
        String[] lines = head.stripTrailing().split("\r?\n");
        if (lines.length > LINES_MOST || !lines[0].matches("[A-Z]{1,20} \\S{1,4096} HTTP/1\\.1")) {
            return refusal("400 Bad Request", "", "this is no request of HTTP/1.1");
        }
        Map<String, String> headers = headers(lines);
        if (!lines[0].startsWith("GET ")
                || !names(headers, "upgrade", "websocket")
                || !names(headers, "connection", "upgrade")) {
            return refusal("426 Upgrade Required", "Upgrade: websocket\r\nConnection: Upgrade\r\n", "SIP by WebSocket");
        }
        if (!VERSION.equals(headers.get("sec-websocket-version"))) {
            return refusal("426 Upgrade Required", "Sec-WebSocket-Version: 13\r\n", "version 13 is spoken here");
        }
        String origin = headers.get("origin");
        if (origin != null && !origins.contains("*") && origins.stream().noneMatch(origin::equalsIgnoreCase)) {
            return refusal("403 Forbidden", "", "pages of this origin may not connect: sip.origins does not name it");
        }
        if (!names(headers, "sec-websocket-protocol", SUBPROTOCOL)) {
            return refusal("400 Bad Request", "", "the subprotocol sip must be offered");
        }
        String key = headers.get("sec-websocket-key");
        return key == null || !isKey(key)
                ? refusal("400 Bad Request", "", "Sec-WebSocket-Key must be sixteen bytes")
                : granted(key);
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = new HashMap<>();
        Stream.of(lines).skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip(),
                        (first, next) -> first + ", " + next);
            }
        });
        return headers;
    }

    private static boolean names(Map<String, String> headers, String header, String token) {
        @Nullable String value = headers.get(header);
        return value != null && Stream.of(value.split(",")).map(String::strip).anyMatch(token::equalsIgnoreCase);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static WebSocketUpgrade granted(String key) {
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\nSec-WebSocket-Protocol: " + SUBPROTOCOL + "\r\n\r\n";
        return new WebSocketUpgrade(101, head.getBytes(StandardCharsets.US_ASCII));
    }

    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-1", impossible);
        }
    }

    private static WebSocketUpgrade refusal(String status, String headers, String why) {
        String text = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: text/plain\r\nContent-Length: "
                + (why.length() + 1) + "\r\nConnection: close\r\n\r\n" + why + "\n";
        return new WebSocketUpgrade(Integer.parseInt(status.substring(0, 3)), text.getBytes(StandardCharsets.US_ASCII));
    }
}
