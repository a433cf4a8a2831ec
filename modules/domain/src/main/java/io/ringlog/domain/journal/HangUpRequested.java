package io.ringlog.domain.journal;

/** Somebody asks through the API to end a call. */
public record HangUpRequested(String requestId, String replyTo, String callId, String actor) implements Input {}
