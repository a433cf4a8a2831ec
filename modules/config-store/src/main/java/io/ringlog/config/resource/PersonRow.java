package io.ringlog.config.resource;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.Unsaid;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may log in. The brain does not know of them.
 *
 * @param email what they log in with, in small letters; one on the whole platform
 * @param userId whose phones and calls are theirs; null for somebody who has none
 * @param passwordHash Argon2id; null for somebody who cannot log in yet
 */
public record PersonRow(
        String id,
        String accountId,
        String email,
        String name,
        PersonRole role,
        @Nullable String userId,
        @Nullable String passwordHash,
        @Unsaid("active") RowStatus status) {}
