package io.ringlog.domain.ringgroup;

import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallGroup.Member;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which order the members of a ring group come. Pure. */
final class MemberOrder {

    private MemberOrder() {}

    /**
     * @param last the member that the last call began with
     * @param seed the journal record, so that a replay draws the same
     */
    static List<Member> of(CallGroup group, @Nullable String last, String seed) {
        List<Member> listed = group.members().stream()
                .sorted(Comparator.comparingInt(Member::order))
                .toList();
        return switch (group.strategy()) {
            case SIMULTANEOUS, SEQUENTIAL -> listed;
            case ROUND_ROBIN -> after(listed, last);
            case RANDOM ->
                listed.stream()
                        .sorted(Comparator.comparingLong((Member it) -> Drawn.of(seed, it.id()))
                                .thenComparing(Member::id))
                        .toList();
        };
    }

    /** Whoever follows the last one begins; one that is no member any more leaves it to the first. */
    private static List<Member> after(List<Member> members, @Nullable String last) {
        int first = IntStream.range(0, members.size())
                        .filter(i -> members.get(i).id().equals(last))
                        .findFirst()
                        .orElse(-1)
                + 1;
        return Stream.concat(members.stream().skip(first), members.stream().limit(first))
                .toList();
    }
}
