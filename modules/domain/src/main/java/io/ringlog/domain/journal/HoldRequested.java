package io.ringlog.domain.journal;

/**
 * Somebody asks through the API that a leg puts the others of its talk on hold, or takes them back.
 *
 * @param legId the leg on whose behalf it is done; the others hear music
 * @param held true for hold, false for resume
 */
public record HoldRequested(String requestId, String replyTo, String callId, String legId, boolean held, String actor)
        implements Input {}
