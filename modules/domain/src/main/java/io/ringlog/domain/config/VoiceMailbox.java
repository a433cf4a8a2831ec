package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/**
 * A mailbox, of a user or shared; its messages are the brain's.
 *
 * @param greetingMediaId what callers hear before the beep; null for the built-in one
 * @param quotaMb how much its messages may take on disk, those that are deleted and not gone yet included
 * @param minMessageSec what is shorter is no message
 * @param keepDays how long a message is kept, heard or not; null for ever
 * @param keepDeletedDays how long a deleted message can be taken back
 * @param notifyEmail who is told of each message by mail; null for nobody
 * @param notifyAttach whether that mail has the sound
 * @param notifyDelete whether a message is deleted when it was sent so
 * @param pinHash sealed hash of what opens it by telephone; null when the telephones of its user alone do
 */
public record VoiceMailbox(
        String id,
        String accountId,
        String name,
        @Nullable String greetingMediaId,
        @Unsaid("false") boolean skipInstructions,
        @Unsaid("200") int quotaMb,
        @Unsaid("180") int maxMessageSec,
        @Unsaid("2") int minMessageSec,
        @Nullable Integer keepDays,
        @Unsaid("7") int keepDeletedDays,
        @Nullable String notifyEmail,
        @Unsaid("true") boolean notifyAttach,
        @Unsaid("false") boolean notifyDelete,
        @Nullable String pinHash)
        implements ConfigRow {}
