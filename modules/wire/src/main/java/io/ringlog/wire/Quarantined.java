package io.ringlog.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record nobody could read: where it was, why it was refused, and its bytes in base64. What would not fit into a
 * record itself is cut off; the whole of it stays where it was.
 */
public record Quarantined(
        String code,
        String message,
        Origin origin,
        String foundBy,
        Optional<String> key,
        Optional<String> bytesBase64,
        Map<String, String> headersBase64) {

    /** Where the record lies; {@code at} is its own timestamp. */
    public record Origin(String topic, int partition, long offset, Instant at) {}

    /** Base64 makes four bytes of three, and the broker's usual limit is 1 MiB. */
    private static final int KEPT = 512 * 1024;

    /** Takes the record as it was found. */
    public static Quarantined of(
            Decoded.Undecodable<?> why,
            Origin origin,
            String foundBy,
            @Nullable String key,
            byte @Nullable [] value,
            Headers headers) {
        return new Quarantined(
                why.code(),
                said(why.message(), value),
                origin,
                foundBy,
                Optional.ofNullable(key),
                Optional.ofNullable(value).map(Quarantined::beginning),
                base64(headers));
    }

    /** The bytes as they were. */
    public byte[] bytes() {
        return bytesBase64
                .map(text -> Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)))
                .orElseGet(() -> new byte[0]);
    }

    private static SortedMap<String, String> base64(Headers headers) {
        var all = new TreeMap<String, String>();
        for (Header header : headers) {
            all.put(header.key(), header.value() == null ? "" : base64(header.value()));
        }
        return all;
    }

    private static String said(String message, byte @Nullable [] value) {
        return value == null || value.length <= KEPT
                ? message
                : message + " (the first " + KEPT + " of " + value.length + " bytes)";
    }

    private static String beginning(byte[] value) {
        return base64(value.length <= KEPT ? value : Arrays.copyOf(value, KEPT));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
