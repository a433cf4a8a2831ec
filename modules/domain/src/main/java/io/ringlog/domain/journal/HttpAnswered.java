package io.ringlog.domain.journal;

import io.ringlog.domain.http.HttpAnswer;

/** A worker has asked a web service, as often as it may. */
public record HttpAnswered(String callId, String requestId, HttpAnswer answer) implements Input {}
