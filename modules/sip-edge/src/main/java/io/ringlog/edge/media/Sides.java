package io.ringlog.edge.media;

import io.ringlog.sip.sdp.Codec;
import io.ringlog.sip.sdp.Negotiation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parties of one call, by their legs. Guarded by the media of the call. */
final class Sides {
    private final Map<String, Side> sides = new HashMap<>();

    Side of(String legId) {
        return Objects.requireNonNull(sides.computeIfAbsent(legId, any -> new Side()));
    }

    void remove(String legId) {
        sides.remove(legId);
    }

    /** The legs that are rung for the same, but for this one. */
    Stream<String> others(String legId, @Nullable String attempt) {
        return sides.entrySet().stream()
                .filter(side -> attempt != null && attempt.equals(side.getValue().attempt))
                .map(Map.Entry::getKey)
                .filter(other -> !other.equals(legId));
    }

    /** Whether the ports of its attempt are another leg's by now. */
    boolean isTaken(String legId) {
        return others(legId, of(legId).attempt).anyMatch(other -> of(other).answered);
    }

    /**
     * Whether a leg speaks G.711 with whoever it talks to.
     *
     * @param joined who talks to each other in a proxied call, as {@link Sdp#pair} names them: what both have agreed on
     *     counts then
     */
    boolean isRecordable(String legId, @Nullable String joined) {
        List<Codec> spoken = of(legId).codecs;
        if (of(legId).local == null && joined != null) {
            String[] both = joined.split("\\+", -1);
            spoken = Negotiation.common(of(both[1]).codecs, of(both[0]).codecs);
        }
        return spoken.stream()
                .filter(codec -> !codec.isTelephoneEvent())
                .findFirst()
                .map(Sdp::isEngines)
                .orElse(false);
    }
}
