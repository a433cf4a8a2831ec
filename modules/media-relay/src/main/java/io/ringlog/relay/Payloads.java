package io.ringlog.relay;

import io.ringlog.media.audio.G711;
import java.util.List;

/**
 * What a leg's SDP accepts, as far as the relay cares.
 *
 * @param laws the G.711 laws in order of preference; empty when it speaks none, and then it can only be relayed
 * @param telephoneEvent the payload type of telephone events, or {@link #NO_EVENTS}
 */
public record Payloads(List<G711> laws, int telephoneEvent) {
    public static final int NO_EVENTS = -1;

    public Payloads {
        laws = List.copyOf(laws);
        if (telephoneEvent < NO_EVENTS || telephoneEvent > 127) {
            throw new IllegalArgumentException("a payload type lies between 0 and 127, not at " + telephoneEvent);
        }
    }

    /** Both laws, mu-law first. */
    public static Payloads g711(int telephoneEvent) {
        return new Payloads(List.of(G711.PCMU, G711.PCMA), telephoneEvent);
    }

    public static Payloads only(G711 law, int telephoneEvent) {
        return new Payloads(List.of(law), telephoneEvent);
    }
}
