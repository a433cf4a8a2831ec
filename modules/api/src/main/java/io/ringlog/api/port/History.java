package io.ringlog.api.port;

import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls that are over. */
public interface History {

    /** Which calls: started at or after {@code since} and before {@code until}, newest first. */
    record Query(
            String account,
            @Nullable Instant since,
            @Nullable Instant until,
            Matching matching,
            int limit,
            @Nullable String cursor) {}

    /**
     * What calls must be; null asks for nothing.
     *
     * @param number caller or called; a {@code *} at the end makes it a prefix
     * @param users id and username of somebody who took part
     * @param cause a code, or its noun for all of a kind
     */
    record Matching(
            @Nullable String number,
            @Nullable List<String> users,
            @Nullable String queue,
            @Nullable String cause,
            @Nullable String text) {}

    /** Rows and where the next page goes on; null on the last. */
    record Rows(List<Cdr> rows, @Nullable String next) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Throws {@link Refused} when the cursor is none of ours. */
    Rows calls(Query query);

    Optional<Cdr> call(String account, String callId);

    /** The events of a call in order; empty when the call is unknown. */
    List<EventRecord> story(String account, String callId);
}
