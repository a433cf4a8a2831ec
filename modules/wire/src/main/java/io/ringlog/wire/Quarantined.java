package io.ringlog.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record nobody could read, kept whole: where it was, why it was refused, and its bytes in base64. */
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
                why.message(),
                origin,
                foundBy,
                Optional.ofNullable(key),
                Optional.ofNullable(value).map(Quarantined::base64),
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

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
