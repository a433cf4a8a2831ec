package io.ringlog.sip.sdp;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An RTP payload format as SDP names it: type number, encoding, clock rate in Hz, format parameters. */
public record Codec(
        int payloadType,
        String name,
        int clockRate,
        @Nullable String parameters) {
    public static final Codec PCMU = new Codec(0, "PCMU", 8000, null);
    public static final Codec PCMA = new Codec(8, "PCMA", 8000, null);
    /** RFC 4733 digits; the number is dynamic, 101 is only what most choose. */
    public static final Codec TELEPHONE_EVENT = new Codec(101, "telephone-event", 8000, "0-15");

    private static final List<Codec> STATIC = List.of(
            PCMU,
            PCMA,
            new Codec(3, "GSM", 8000, null),
            new Codec(9, "G722", 8000, null),
            new Codec(18, "G729", 8000, null));

    /** True for another number of the same format. */
    public boolean sameFormat(Codec other) {
        return name.equalsIgnoreCase(other.name) && clockRate == other.clockRate;
    }

    public boolean isTelephoneEvent() {
        return name.toLowerCase(Locale.ROOT).equals("telephone-event");
    }

    /**
     * By which of these digits are told: in the time of telephony, which goes with every voice of ours, before others
     * (RFC 4733 section 2.1: a clock of their own for each clock of a voice); empty for none.
     */
    public static Optional<Codec> digits(List<Codec> among) {
        return among.stream()
                .filter(Codec::isTelephoneEvent)
                .min(Comparator.comparing(it -> !TELEPHONE_EVENT.sameFormat(it)));
    }

    /** What a type number means without rtpmap (RFC 3551); null when it means nothing. */
    static @Nullable Codec ofStatic(int payloadType) {
        for (Codec codec : STATIC) {
            if (codec.payloadType == payloadType) {
                return codec;
            }
        }
        return null;
    }
}
