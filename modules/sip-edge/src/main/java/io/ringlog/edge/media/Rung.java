package io.ringlog.edge.media;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.sip.sdp.Codec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a leg is rung.
 *
 * @param source where the signalling of the party comes from
 * @param attempt names what it is rung for; all legs of it share ports until one has answered
 * @param codecs what it may be offered, the preferred first, by their names in lower case; empty for all
 * @param encryption what it is offered of encryption; null for nothing
 * @param webRtc whether it is offered the way of browsers, and no other
 * @param handedOn whether its messages come from elsewhere than the party itself
 */
public record Rung(
        String source,
        String attempt,
        List<String> codecs,
        @Nullable MediaEncryption encryption,
        boolean webRtc,
        boolean handedOn) {
    /** Whether it may be offered anything that the platform speaks. */
    public boolean isSpoken() {
        return !Sdp.offerFor(List.of(), codecs).stream().allMatch(Codec::isTelephoneEvent);
    }
}
