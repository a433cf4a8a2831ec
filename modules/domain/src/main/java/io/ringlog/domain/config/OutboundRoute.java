package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers leave the account by which trunks. Of the routes that take a number those with the longest prefix
 * count, lower priority first, those of one priority in an order drawn by weight.
 *
 * @param prefixes beginnings of E.164 numbers without the plus; none takes every number
 * @param strip digits taken off the front of the number
 * @param prepend put before what is left; null puts nothing
 * @param scheduleId the route is used inside these hours alone; null uses it always
 * @param trunkIds the trunks in the order in which they are tried
 * @param silentSec after how long without any ringing the next trunk is tried
 * @param ringTimeoutSec how long the number rings at most
 * @param emergency takes calls to emergency numbers, which are dialled as they are
 */
public record OutboundRoute(
        String id,
        String accountId,
        String name,
        List<String> prefixes,
        @Unsaid("0") int strip,
        @Nullable String prepend,
        @Unsaid("caller") CidRule cidRule,
        @Unsaid("100") int priority,
        @Unsaid("100") int weight,
        @Nullable String scheduleId,
        List<String> trunkIds,
        @Unsaid("15") int silentSec,
        @Unsaid("120") int ringTimeoutSec,
        @Unsaid("false") boolean emergency,
        @Unsaid("active") RowStatus status)
        implements ConfigRow {

    public OutboundRoute {
        prefixes = List.copyOf(prefixes);
        trunkIds = List.copyOf(trunkIds);
    }
}
