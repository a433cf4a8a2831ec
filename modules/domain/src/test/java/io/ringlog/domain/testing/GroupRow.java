package io.ringlog.domain.testing;

import io.ringlog.domain.config.CallGroup;
import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds a ring group whose members {@code x}, {@code y} … are the users {@code us_x}, {@code us_y} …, in order. */
public final class GroupRow {

    private final Draft<CallGroup> draft;

    private GroupRow(String id) {
        draft = Draft.of(CallGroup.class)
                .with("id", id)
                .with("accountId", Rows.ACCOUNT)
                .with("name", id)
                .with("ringTimeoutSec", 20)
                .with("skipBusy", true);
    }

    public static GroupRow group(String id) {
        return new GroupRow(id);
    }

    public GroupRow strategy(Strategy strategy) {
        return with("strategy", strategy);
    }

    public GroupRow of(String... names) {
        return members(IntStream.range(0, names.length)
                .mapToObj(i -> new Member("us_" + names[i], i, 0, null))
                .toArray(Member[]::new));
    }

    public GroupRow members(Member... members) {
        return with("members", List.of(members));
    }

    public GroupRow ringingTheBusy() {
        return with("skipBusy", false);
    }

    public GroupRow cidPrefix(String prefix) {
        return with("cidPrefix", prefix);
    }

    public GroupRow noAnswer(DestKind kind, @Nullable String id) {
        return with("noAnswerDest", new Dest(kind, id));
    }

    public GroupRow schedule(String schedule) {
        return with("scheduleId", schedule);
    }

    public GroupRow closed(DestKind kind, @Nullable String id) {
        return with("closedDest", new Dest(kind, id));
    }

    public GroupRow holiday(DestKind kind, @Nullable String id) {
        return with("holidayDest", new Dest(kind, id));
    }

    public GroupRow maxCalls(int most) {
        return with("maxCalls", most);
    }

    public CallGroup row() {
        return draft.row();
    }

    private GroupRow with(String component, @Nullable Object value) {
        draft.with(component, value);
        return this;
    }
}
