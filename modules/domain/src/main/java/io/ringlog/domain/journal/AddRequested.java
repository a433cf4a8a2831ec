package io.ringlog.domain.journal;

/**
 * Somebody asks through the API that a third party comes into the talk of a leg.
 *
 * @param legId on whose behalf
 */
public record AddRequested(String requestId, String replyTo, String callId, String legId, TransferTo to, String actor)
        implements Input {}
