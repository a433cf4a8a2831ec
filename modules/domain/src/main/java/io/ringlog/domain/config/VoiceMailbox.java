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
 * @param busyGreetingMediaId what callers of a user who is busy hear in its place; null for the same
 * @param temporaryGreetingMediaId what all callers hear in place of the others; null for none
 * @param temporaryGreetingUntil YYYY-MM-DD, the last day in the account's time zone on which a temporary greeting is
 *     heard, wherever it comes from; null for no end
 * @param nameMediaId whose mailbox it is, spoken in greetings of the platform; null for nobody in particular
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
        @Nullable String pinHash,
        @Nullable String busyGreetingMediaId,
        @Nullable String temporaryGreetingMediaId,
        @Nullable String temporaryGreetingUntil,
        @Nullable String nameMediaId)
        implements ConfigRow {}
