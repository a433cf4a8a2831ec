package io.ringlog.domain.state;

import io.ringlog.domain.number.NumberClass;

/**
 * By what a call leaves the account, and whom for.
 *
 * @param dialled as the user dialled it
 * @param number the same as E.164 digits without the plus; an emergency number as it was dialled
 */
public record Way(String routeId, String trunkId, NumberClass numberClass, String dialled, String number) {}
