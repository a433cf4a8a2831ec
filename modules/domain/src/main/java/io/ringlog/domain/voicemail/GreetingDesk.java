package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.GreetingActed;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.recording.ErasureDesk;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Greeting;
import io.ringlog.domain.state.MailboxState.Pending;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;

/** Keeps the greetings that are recorded by telephone; which of them is heard is not its part. */
public final class GreetingDesk implements Concern {

    /** What is shorter is a key pressed at once. */
    private static final long SHORTEST_MS = 500;

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof GreetingActed asked) {
            boolean known =
                    remove(turn, asked.mailboxId(), asked.kind(), unwanted().with("actor", asked.actor()));
            turn.effect(Mailboxes.reply(
                    asked.requestId(),
                    asked.replyTo(),
                    known ? null : "no greeting of mailbox " + asked.mailboxId() + " was recorded by telephone"));
        }
    }

    /** A mailbox takes its greetings with it. */
    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof Event.ConfigApplied applied
                && turn.state().mailbox(applied.rowId()).isPresent()
                && row(turn, applied.rowId()).isEmpty()) {
            for (GreetingKind kind : GreetingKind.values()) {
                remove(turn, applied.rowId(), kind, Because.of("voicemail.greeting-went-with-its-mailbox"));
            }
        }
    }

    /**
     * A greeting is spoken to its end, or was not.
     *
     * @param left the mailbox without the recording that it waited for
     */
    static void recorded(RecordingFinished fact, MailboxState left, Pending pending, GreetingKind kind, Turn turn) {
        Optional<Rejection> refused = row(turn, left.mailboxId()).isEmpty() ? Optional.of(gone()) : noGreeting(fact);
        refused.ifPresentOrElse(
                why -> dropped(fact, left, kind, why, turn), () -> kept(fact, left, pending, kind, turn));
    }

    private static Rejection gone() {
        return Cause.MAILBOX_GONE.rejection("the mailbox is not there any more");
    }

    /** Why a recording is no greeting; empty when it is one. */
    static Optional<Rejection> noGreeting(RecordingFinished fact) {
        boolean spoken = fact.objectKey() != null && fact.durationMs() >= SHORTEST_MS;
        if (!spoken) {
            return Optional.of(Cause.MESSAGE_TOO_SHORT.rejection("no greeting was spoken"));
        }
        return switch (fact.end()) {
            case KEY, SILENCE, LIMIT -> Optional.empty();
            case HANGUP, STOPPED, FAILED ->
                Optional.of(Cause.GREETING_UNFINISHED.rejection("nobody pressed a key at the end of the greeting"));
        };
    }

    private static void dropped(
            RecordingFinished fact, MailboxState left, GreetingKind kind, Rejection why, Turn turn) {
        Mailboxes.put(turn, left);
        String key = fact.objectKey();
        if (key != null) {
            ErasureDesk.begin(turn, left.mailboxId(), key, fact.stamp().edge());
        }
        turn.emit(
                new VoicemailEvent.GreetingDropped(left.mailboxId(), fact.callId(), kind, why.code(), why.text()),
                why.because().with("end", fact.end()).with("duration_ms", fact.durationMs()));
    }

    private static void kept(RecordingFinished fact, MailboxState left, Pending pending, GreetingKind kind, Turn turn) {
        String key = Objects.requireNonNull(fact.objectKey());
        Optional<Greeting> before = left.greeting(kind);
        turn.put(left.greeting(new Greeting(
                kind,
                turn.now(),
                fact.durationMs(),
                fact.sizeBytes(),
                key,
                fact.stamp().edge())));
        before.ifPresent(it -> ErasureDesk.begin(turn, left.mailboxId(), it.objectKey(), it.edge()));
        turn.emit(
                new VoicemailEvent.GreetingRecorded(
                        left.mailboxId(), pending.callId(), kind, fact.durationMs(), fact.sizeBytes(), key),
                Because.of("voicemail.greeting-spoken").with("end", fact.end()).with("replaces", before.isPresent()));
    }

    /** Somebody has asked for it. */
    static Because unwanted() {
        return Because.of("voicemail.greeting-unwanted");
    }

    /** Removes what was recorded of a kind; false when that is nothing. */
    static boolean remove(Turn turn, String mailboxId, GreetingKind kind, Because because) {
        MailboxState box = Mailboxes.of(turn, mailboxId);
        Optional<Greeting> gone = box.greeting(kind);
        gone.ifPresent(it -> {
            Mailboxes.put(turn, box.without(kind));
            ErasureDesk.begin(turn, mailboxId, it.objectKey(), it.edge());
            turn.emit(new VoicemailEvent.GreetingRemoved(mailboxId, kind, it.objectKey()), because);
        });
        return gone.isPresent();
    }

    private static Optional<VoiceMailbox> row(Turn turn, String mailboxId) {
        return turn.state().config().as(mailboxId, VoiceMailbox.class);
    }
}
