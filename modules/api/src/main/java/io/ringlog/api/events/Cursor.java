package io.ringlog.api.events;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a client's reading goes on; opaque to it. A negative place is none. */
public record Cursor(long place) {
    private static final String PREFIX = "e1.";

    static Cursor none() {
        return new Cursor(-1);
    }

    public static Cursor at(long place) {
        return new Cursor(place);
    }

    static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return at(Long.parseUnsignedLong(plain, PREFIX.length(), plain.length(), 10));
        } catch (IllegalArgumentException | IndexOutOfBoundsException notOurs) {
            throw Refused.field(Why.INVALID, "cursor", "request.bad-cursor", "is none of ours");
        }
    }

    public String text() {
        byte[] plain = (PREFIX + place).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** A place beyond the end waits for nothing: such a client begins now. */
    long orElse(long now) {
        return place < 0 ? now : Math.min(place, now);
    }
}
