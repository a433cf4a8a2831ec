package io.ringlog.domain.journal;

import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;

/** Somebody wants a greeting that was recorded by telephone removed; the decision goes back to {@code replyTo}. */
public record GreetingActed(String requestId, String replyTo, String mailboxId, GreetingKind kind, String actor)
        implements Input {}
