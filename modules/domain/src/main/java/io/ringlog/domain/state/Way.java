package io.ringlog.domain.state;

import io.ringlog.domain.number.NumberClass;
import org.jspecify.annotations.Nullable;

/**
 * By what a call leaves the account, and whom for.
 *
 * @param routeId null for a number of another account of the platform, which no route takes
 * @param trunkId null likewise
 * @param dialled as the user dialled it
 * @param number the same as E.164 digits without the plus; an emergency number as it was dialled
 */
public record Way(
        @Nullable String routeId, @Nullable String trunkId, NumberClass numberClass, String dialled, String number) {}
