package io.ringlog.domain.state;

import io.ringlog.domain.journal.LegRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The talks of an account, folded from the legs of its calls. */
final class TalkIndex {

    private static final Comparator<LegRef> ORDER =
            Comparator.comparing(LegRef::callId).thenComparing(LegRef::legId);

    private final Map<String, SortedSet<LegRef>> legs = new HashMap<>();

    Optional<Talk> talk(String talkId) {
        return Optional.ofNullable(legs.get(talkId)).map(members -> new Talk(talkId, List.copyOf(members)));
    }

    /** A call was replaced or is gone. Most changes leave its legs alone. */
    void changed(@Nullable CallState before, @Nullable CallState after) {
        if (before != null && after != null && before.legs().equals(after.legs()) && before.over() == after.over()) {
            return;
        }
        if (before != null && !before.over()) {
            before.legs().forEach(leg -> leave(before.callId(), leg));
        }
        if (after != null && !after.over()) {
            after.legs().forEach(leg -> join(after.callId(), leg));
        }
    }

    private void join(String callId, Leg leg) {
        if (leg instanceof Leg.InTalk in) {
            legs.computeIfAbsent(in.talkId(), any -> new TreeSet<>(ORDER)).add(new LegRef(callId, leg.id()));
        }
    }

    private void leave(String callId, Leg leg) {
        if (leg instanceof Leg.InTalk in) {
            SortedSet<LegRef> members = legs.get(in.talkId());
            if (members != null && members.remove(new LegRef(callId, leg.id())) && members.isEmpty()) {
                legs.remove(in.talkId());
            }
        }
    }
}
