package io.ringlog.edge.call;

import io.ringlog.relay.LegKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who hears whom at this edge: the talks that commands have made, of legs of any calls. Desk thread only. */
final class Talks {

    private final Map<String, Set<LegKey>> talks = new HashMap<>();
    private final Map<LegKey, String> ofLegs = new HashMap<>();
    private final Map<String, LegKey> speakers = new HashMap<>();

    /** A leg is in one talk at most: it leaves the one it was in. */
    void join(String talkId, List<LegKey> legs) {
        for (LegKey leg : legs) {
            leave(leg);
            talks.computeIfAbsent(talkId, id -> new LinkedHashSet<>()).add(leg);
            ofLegs.put(leg, talkId);
        }
    }

    void leave(LegKey leg) {
        String talkId = ofLegs.remove(leg);
        if (talkId != null) {
            talks.computeIfPresent(talkId, (id, legs) -> {
                legs.remove(leg);
                return legs.isEmpty() ? null : legs;
            });
            speakers.remove(talkId, leg);
        }
    }

    /** Ends a talk; false when there is none of this name. */
    boolean split(String talkId) {
        Set<LegKey> legs = talks.remove(talkId);
        if (legs == null) {
            return false;
        }
        legs.forEach(ofLegs::remove);
        speakers.remove(talkId);
        return true;
    }

    /**
     * Another leg of a talk speaks than before, or nobody.
     *
     * @return whom that is told of: the one who speaks now, or did before; nobody who is in the talk no more
     */
    Optional<LegKey> speaks(String talkId, @Nullable LegKey speaker) {
        LegKey of = speaker == null ? speakers.remove(talkId) : speaker;
        if (of == null || !talkId.equals(ofLegs.get(of))) {
            return Optional.empty();
        }
        if (speaker != null) {
            speakers.put(talkId, speaker);
        }
        return Optional.of(of);
    }

    /** The legs of a talk; none when there is none of this name. */
    Set<LegKey> legs(String talkId) {
        return Set.copyOf(talks.getOrDefault(talkId, Set.of()));
    }

    int size() {
        return talks.size();
    }
}
