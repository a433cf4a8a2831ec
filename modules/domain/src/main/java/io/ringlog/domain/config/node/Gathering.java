package io.ringlog.domain.config.node;

import io.ringlog.domain.speech.Phrase;
import org.jspecify.annotations.Nullable;

/**
 * What is said, or silence, and the keys awaited after it.
 *
 * @param interDigitSec between two keys; null for the usual time
 */
public record Gathering(
        Phrase phrase,
        int minDigits,
        int maxDigits,
        @Nullable String terminators,
        int timeoutSec,
        @Nullable Integer interDigitSec,
        boolean bargeIn) {}
