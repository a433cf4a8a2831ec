package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * What a key does that callers of a queue press while they wait.
 *
 * @param digit one of 0 to 9, {@code *} and {@code #}; once in a queue
 * @param dest where {@link Action#ROUTE} leads, and a {@link Action#WEBHOOK} that does not stay; null for a goodbye
 * @param webhookUrl what is told of the key; null for actions that tell nobody
 * @param webhookSecretId the secret that goes with it as a bearer token; null for none
 * @param stayInQueue whether who pressed a {@link Action#WEBHOOK} waits on
 * @param promptMediaId heard when the key is pressed; null for nothing
 * @param label for people
 */
public record InQueueOption(
        String id,
        String accountId,
        String queueId,
        String digit,
        Action action,
        @Nullable Dest dest,
        @Nullable String webhookUrl,
        @Nullable String webhookSecretId,
        @Unsaid("true") boolean stayInQueue,
        @Nullable String promptMediaId,
        @Nullable String label)
        implements ConfigRow {

    /** What a key does. */
    public enum Action {
        /** The caller leaves the queue for a target. */
        ROUTE,
        /** A web service is told; the caller waits on or not. */
        WEBHOOK,
        /** A web service is told, and the caller waits on. */
        DEFLECT,
        /** The caller keeps the place, hangs up and is called back. */
        CALLBACK,
        /** The call ends. */
        HANGUP
    }

    /** Whether a web service is told of the key. */
    public boolean tells() {
        return action == Action.WEBHOOK || action == Action.DEFLECT;
    }

    /** Whether who pressed the key waits on. */
    public boolean stays() {
        return action == Action.DEFLECT || (action == Action.WEBHOOK && stayInQueue);
    }
}
