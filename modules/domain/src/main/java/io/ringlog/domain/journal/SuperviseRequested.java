package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks through the API that a supervisor hears a call, or is heard in it otherwise than before.
 *
 * @param legId of the user who is supervised; null for the first of the call who may be
 * @param userId the supervisor, by id or username, whose phones ring unless they hear the call already
 */
public record SuperviseRequested(
        String requestId,
        String replyTo,
        String callId,
        @Nullable String legId,
        String userId,
        SupervisionMode mode,
        String actor)
        implements Input {}
