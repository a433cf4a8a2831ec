package io.ringlog.wire.story;

import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.SupervisionEvent;
import io.ringlog.domain.journal.VoicemailEvent;

/** The sentences of messages, recordings and those who listen. */
final class SoundSentences {
    private SoundSentences() {}

    static String of(VoicemailEvent event) {
        return switch (event) {
            case VoicemailEvent.MessageLeft it ->
                "A message of " + Sentences.seconds(it.durationMs()) + " from " + it.from() + " was left in "
                        + it.mailboxId() + ".";
            case VoicemailEvent.MessageDropped it ->
                "No message was left in " + it.mailboxId() + ": " + it.text() + ".";
            case VoicemailEvent.MailboxAsked it -> "The caller wants to hear the messages of " + it.mailboxId() + ".";
            case VoicemailEvent.MailboxOpened it ->
                "The caller hears " + it.messages() + (it.messages() == 1 ? " message of " : " messages of ")
                        + it.mailboxId() + ".";
            case VoicemailEvent.MailboxRefused it ->
                "The caller may not hear the messages of " + it.mailboxId() + ": " + it.text() + ".";
            case VoicemailEvent.MessageChanged it ->
                "Message " + it.messageId() + " of " + it.mailboxId() + " is " + Sentences.word(it.status()) + ".";
            case VoicemailEvent.MessageDeleted it ->
                "Message " + it.messageId() + " of " + it.mailboxId() + " was deleted and is gone at " + it.goneAt()
                        + ".";
            case VoicemailEvent.MessageErased it -> "Message " + it.messageId() + " of " + it.mailboxId() + " is gone.";
            case VoicemailEvent.GreetingChosen it ->
                "The caller hears the " + Sentences.word(it.kind()) + " greeting of " + it.mailboxId() + " ("
                        + String.join(", ", it.mediaIds()) + ").";
            case VoicemailEvent.GreetingRecorded it ->
                "The " + Sentences.word(it.kind()) + " greeting of " + it.mailboxId() + " was recorded.";
            case VoicemailEvent.GreetingDropped it ->
                "The " + Sentences.word(it.kind()) + " greeting of " + it.mailboxId() + " was not recorded: "
                        + it.text() + ".";
            case VoicemailEvent.GreetingRemoved it ->
                "The " + Sentences.word(it.kind()) + " greeting of " + it.mailboxId() + " was removed.";
            case VoicemailEvent.MessageMailed it ->
                "Message " + it.messageId() + " of " + it.mailboxId() + " was sent to " + it.to()
                        + (it.maybeTwice() ? ", perhaps once more." : ".");
            case VoicemailEvent.MailPutOff it ->
                "The mail about message " + it.messageId() + " of " + it.mailboxId() + " is tried again at "
                        + it.nextAt() + ": " + it.text() + ".";
            case VoicemailEvent.MailGivenUp it ->
                "The mail about message " + it.messageId() + " of " + it.mailboxId() + " was given up: " + it.text()
                        + ".";
        };
    }

    static String of(RecordingEvent event) {
        return switch (event) {
            case RecordingEvent.RecordingStarted it ->
                "Talk " + it.talkId() + " is recorded" + (it.paused() ? ", when it is resumed" : "") + " ("
                        + it.recordingId() + ").";
            case RecordingEvent.FlowRecordingStarted it ->
                "Node " + it.nodeId() + " of flow " + it.flowId() + " records the caller (" + it.recordingId() + ").";
            case RecordingEvent.RecordingPaused it -> "Recording " + it.recordingId() + " pauses.";
            case RecordingEvent.RecordingResumed it -> "Recording " + it.recordingId() + " goes on.";
            case RecordingEvent.RecordingConsentAsked it ->
                "Leg " + it.legId() + " is asked whether it agrees to be recorded.";
            case RecordingEvent.RecordingConsentAnswered it ->
                "Leg " + it.legId() + (it.given() ? " agrees" : " does not agree") + " to be recorded.";
            case RecordingEvent.RecordingRefused it -> "It is not recorded: " + it.text() + ".";
            case RecordingEvent.RecordingKept it ->
                "Recording " + it.recordingId() + " has " + Sentences.seconds(it.durationMs()) + ".";
            case RecordingEvent.RecordingLost it -> "Nothing came of recording " + it.recordingId() + ".";
            case RecordingEvent.RecordingRemoved it -> "Recording " + it.recordingId() + " is gone.";
            case RecordingEvent.SoundErased it ->
                it.there()
                        ? "The sound " + it.objectKey() + " was erased by " + it.edge() + "."
                        : "The sound " + it.objectKey() + " was not there any more at " + it.edge() + ".";
            case RecordingEvent.SoundOrphaned it ->
                "Nobody waits for the sound " + it.objectKey() + " of " + it.edge() + " any more; it is erased.";
            case RecordingEvent.SoundNotErased it ->
                "No edge has said in " + it.tries() + " tries that the sound " + it.objectKey() + " is erased.";
        };
    }

    static String of(SupervisionEvent event) {
        return switch (event) {
            case SupervisionEvent.Supervised it ->
                "Supervisor " + it.userId() + " (call " + it.byCallId() + ") hears leg " + it.ofLegId() + " of call "
                        + it.ofCallId() + heardBy(it) + ".";
            case SupervisionEvent.SupervisionEnded it ->
                "Call " + it.byCallId() + " hears call " + it.ofCallId() + " no more (" + it.code() + ").";
            case SupervisionEvent.SupervisionRefused it ->
                "User " + it.userId() + " may not hear the call: " + it.text() + ".";
        };
    }

    private static String heardBy(SupervisionEvent.Supervised it) {
        return switch (it.mode()) {
            case LISTEN -> " and is heard by nobody";
            case WHISPER -> " and is heard by that leg alone";
            case BARGE -> " and is heard by all";
        };
    }
}
