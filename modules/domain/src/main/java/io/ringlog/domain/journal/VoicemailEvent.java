package io.ringlog.domain.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of messages; the sound itself lies under its key, never in the log. */
public sealed interface VoicemailEvent extends Event {

    String mailboxId();

    /** The call it happened in; null for what happens to a message afterwards. */
    default @Nullable String callId() {
        return null;
    }

    /** Whether somebody has heard it. */
    enum Status {
        NEW,
        HEARD
    }

    /** What a mailbox says: when nobody answers, when somebody is busy, before all others, and whose it is. */
    enum GreetingKind {
        UNAVAILABLE,
        BUSY,
        TEMPORARY,
        NAME
    }

    /** Where a greeting comes from. */
    enum GreetingSource {
        /** Recorded by telephone. */
        TELEPHONE,
        /** The sound that the mailbox's row names. */
        ROW,
        /** The platform, with the name that is recorded or that the row names. */
        NAME,
        /** The platform. */
        SYSTEM
    }

    /** The messages of a mailbox; {@code sizeBytes} is what all of them take, the deleted ones too. */
    record Counts(int newMessages, int heardMessages, int deletedMessages, long sizeBytes) {}

    /** A caller left a message. */
    record MessageLeft(
            String mailboxId,
            String messageId,
            String callId,
            String from,
            @Nullable String fromName,
            long durationMs,
            long sizeBytes,
            String objectKey,
            Counts counts)
            implements VoicemailEvent {}

    /** A caller was recorded and left no message. */
    record MessageDropped(String mailboxId, String callId, String code, String text) implements VoicemailEvent {}

    /** A caller wants to hear the messages. */
    record MailboxAsked(String mailboxId, String callId) implements VoicemailEvent {}

    /** A caller hears the messages; {@code messages} is how many there are to hear. */
    record MailboxOpened(String mailboxId, String callId, int messages) implements VoicemailEvent {}

    /** A caller wanted to hear the messages, and may not. */
    record MailboxRefused(String mailboxId, String callId, String code, String text) implements VoicemailEvent {}

    /** A message was heard, is new again, or was taken back. */
    record MessageChanged(String mailboxId, String messageId, Status status, Counts counts) implements VoicemailEvent {}

    /** A message was deleted and can be taken back until it is gone. */
    record MessageDeleted(String mailboxId, String messageId, Instant goneAt, Counts counts)
            implements VoicemailEvent {}

    /** A message is gone for good; {@code SoundErased} says when its sound is. */
    record MessageErased(String mailboxId, String messageId, String objectKey, Counts counts)
            implements VoicemailEvent {}

    /**
     * Somebody was told of a message by mail.
     *
     * @param maybeTwice whether an earlier try may have reached them too
     */
    record MessageMailed(String mailboxId, String messageId, String to, int attempt, boolean maybeTwice)
            implements VoicemailEvent {}

    /** A mail about a message could not be sent now, and is tried again at {@code nextAt}. */
    record MailPutOff(String mailboxId, String messageId, int attempt, String code, String text, Instant nextAt)
            implements VoicemailEvent {}

    /** Nobody tries to send a mail about a message any more. */
    record MailGivenUp(String mailboxId, String messageId, int attempts, String code, String text)
            implements VoicemailEvent {}

    /** What a caller hears before leaving a message. */
    record GreetingChosen(
            String mailboxId, String callId, GreetingKind kind, GreetingSource source, List<String> mediaIds)
            implements VoicemailEvent {
        public GreetingChosen {
            mediaIds = List.copyOf(mediaIds);
        }
    }

    /** A greeting was recorded by telephone; the one of its kind before it is gone. */
    record GreetingRecorded(
            String mailboxId, String callId, GreetingKind kind, long durationMs, long sizeBytes, String objectKey)
            implements VoicemailEvent {}

    /** Somebody began to record a greeting and none came of it; the one before stays. */
    record GreetingDropped(String mailboxId, String callId, GreetingKind kind, String code, String text)
            implements VoicemailEvent {}

    /** A greeting that was recorded by telephone is gone; {@code SoundErased} says when its sound is. */
    record GreetingRemoved(String mailboxId, GreetingKind kind, String objectKey) implements VoicemailEvent {}
}
