package io.ringlog.relay;

import io.ringlog.media.audio.G711;
import java.util.List;
import java.util.Map;

/**
 * What a leg's SDP accepts, as far as the relay cares.
 *
 * @param laws the G.711 laws in order of preference; empty when it speaks none, and then it can only be relayed
 * @param telephoneEvent the payload type of telephone events, or {@link #NO_EVENTS}
 * @param clocks in hertz, by payload type, of what it names beyond the static types
 */
public record Payloads(List<G711> laws, int telephoneEvent, Map<Integer, Integer> clocks) {
    public static final int NO_EVENTS = -1;

    private static final int FIRST_DYNAMIC = 96;

    /** All but the static types that are carried at another rate than 8,000 Hz (RFC 3551 table 4). */
    private static final Map<Integer, Integer> STATIC =
            Map.of(6, 16_000, 10, 44_100, 11, 44_100, 16, 11_025, 17, 22_050);

    private static final int MOST_STATIC = 18;

    public Payloads {
        laws = List.copyOf(laws);
        clocks = Map.copyOf(clocks);
        if (telephoneEvent < NO_EVENTS || telephoneEvent > 127) {
            throw new IllegalArgumentException("a payload type lies between 0 and 127, not at " + telephoneEvent);
        }
    }

    /** Of static types alone. */
    public Payloads(List<G711> laws, int telephoneEvent) {
        this(laws, telephoneEvent, Map.of());
    }

    /** How long a unit of the timestamp lasts, in nanoseconds; 0 for a type whose clock is not known. */
    int unitNanos(int payloadType) {
        int hertz = payloadType >= FIRST_DYNAMIC
                ? clocks.getOrDefault(payloadType, 0)
                : payloadType > MOST_STATIC ? 0 : STATIC.getOrDefault(payloadType, 8_000);
        return hertz == 0 ? 0 : 1_000_000_000 / hertz;
    }

    /** Both laws, mu-law first. */
    public static Payloads g711(int telephoneEvent) {
        return new Payloads(List.of(G711.PCMU, G711.PCMA), telephoneEvent);
    }

    public static Payloads only(G711 law, int telephoneEvent) {
        return new Payloads(List.of(law), telephoneEvent);
    }
}
