package io.ringlog.domain.journal;

/**
 * Somebody asks through the API that a leg passes on whom it talks to.
 *
 * @param legId the leg that passes on and leaves
 */
public record TransferRequested(
        String requestId, String replyTo, String callId, String legId, TransferTo to, String actor) implements Input {}
