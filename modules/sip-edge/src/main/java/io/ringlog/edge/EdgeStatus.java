package io.ringlog.edge;

import java.util.SortedMap;

/**
 * How an edge is doing, for status pages and health checks.
 *
 * @param ready listens, knows the directory and takes new calls
 * @param spooledBytes facts on disk that wait for the journal
 * @param counters what was counted since the start, by name; those of the SIP stack begin with {@code sip-}
 */
public record EdgeStatus(
        String edge,
        long epoch,
        String sipHost,
        int sipPort,
        boolean ready,
        int liveCalls,
        int directoryEntries,
        long spooledBytes,
        SortedMap<String, Long> counters) {}
