package io.ringlog.domain.config.node;

import org.jspecify.annotations.Nullable;

/**
 * A prompt, or silence, and the keys awaited after it.
 *
 * @param interDigitSec between two keys; null for the usual time
 */
public record Gathering(
        @Nullable String mediaId,
        int minDigits,
        int maxDigits,
        @Nullable String terminators,
        int timeoutSec,
        @Nullable Integer interDigitSec,
        boolean bargeIn) {}
