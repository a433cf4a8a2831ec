package io.ringlog.domain.act;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.journal.LegRef;
import java.util.List;

/** The codes that mean something of who confers in a room with keys; what they do says the conference. */
public final class RoomCodes {

    public static final String COUNT = "*5";
    public static final String MUTE = "*6";
    public static final String LOCK = "*7";
    public static final String MUTE_ALL = "*8";
    public static final String KICK_LAST = "*9";

    private static final List<String> ALL = List.of(MUTE, COUNT, LOCK, MUTE_ALL, KICK_LAST);

    private RoomCodes() {}

    /** Those of a leg; none of one that does not confer, or where there are no keys. */
    public static List<String> of(Turn turn, LegRef leg) {
        boolean has = turn.state()
                .roomOf(leg)
                .flatMap(room -> turn.state().config().conference(room.conferenceId()))
                .filter(Conference::memberKeys)
                .isPresent();
        return has ? ALL : List.of();
    }
}
