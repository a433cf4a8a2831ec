package io.ringlog.config.resource;

import io.ringlog.domain.config.Scheduled;
import java.util.List;
import java.util.Locale;

/** Why a call gets no further. */
public record DeadEnd(Kind kind, String message) {

    /** What a caller meets there. */
    public enum Kind {
        /** The account takes no calls. */
        ACCOUNT_INACTIVE,
        /** The row is switched off. */
        INACTIVE,
        /** What it refers to is not there. */
        MISSING,
        /** A number that leads nowhere, also not by the account. */
        NOWHERE,
        /** A flow without a published version. */
        UNPUBLISHED,
        /** An outcome of a flow's node without an edge. */
        NO_EDGE,
        /** Outside its hours, or on a holiday, nothing takes the call. */
        CLOSED,
        /** Nothing takes the call that nobody answers. */
        UNANSWERED,
        /** No phone is there to ring, nobody serves the queue. */
        NOBODY,
        /** No route leaves the account. */
        NO_ROUTE,
        /** Calls go round in a circle. */
        LOOP;

        public DeadEnd of(String message) {
            return new DeadEnd(this, message);
        }

        /** {@code reach.no-edge}. */
        String code() {
            return "reach." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public String code() {
        return kind.code();
    }

    /** What attached hours leave open. */
    static List<DeadEnd> closed(Scheduled row) {
        return row.scheduleId() == null || row.closedDest() != null
                ? List.of()
                : List.of(Kind.CLOSED.of("nothing behind closed hours: no closed_dest"));
    }
}
