package io.ringlog.domain.number;

/** @param e164 digits without the plus; an emergency number as it is dialled */
public record PublicNumber(String e164, NumberClass numberClass) {}
