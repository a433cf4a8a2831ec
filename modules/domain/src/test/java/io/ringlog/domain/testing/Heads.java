package io.ringlog.domain.testing;

import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.state.CallHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Heads of calls that a spec begins by itself. */
public final class Heads {

    private Heads() {}

    public static CallHead of(String callId, Instant at) {
        return of(callId, "edge1", at, null);
    }

    public static CallHead of(String callId, String edge, Instant at, @Nullable String parentCallId) {
        return new CallHead(
                Rows.ACCOUNT,
                callId,
                Direction.INBOUND,
                "anna",
                null,
                "100",
                null,
                null,
                edge,
                1,
                callId,
                at,
                parentCallId,
                null,
                null,
                null);
    }
}
