package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.recording.ErasureDesk;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.Optional;

/** What is done with messages: heard, new again, deleted, taken back, and in the end gone. */
public final class MessageDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof MessageActed asked) {
            Optional<Message> message = Mailboxes.of(turn, asked.mailboxId()).message(asked.messageId());
            message.ifPresent(it -> act(asked, it, turn));
            turn.effect(reply(asked, message.isPresent()));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.MessageGone(var box, var message), var due)) {
            Mailboxes.of(turn, box)
                    .message(message)
                    .ifPresent(it -> erase(
                            turn,
                            box,
                            it,
                            Because.of("voicemail.kept-long-enough").with("deleted", it.isDeleted())));
        }
    }

    /** A mailbox takes its messages with it; one that keeps them longer or shorter does so from now on. */
    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof Event.ConfigApplied applied) {
            turn.state()
                    .mailbox(applied.rowId())
                    .ifPresent(box -> box.messages().forEach(it -> configured(turn, box.mailboxId(), it)));
        }
    }

    private static void configured(Turn turn, String mailboxId, Message message) {
        row(turn, mailboxId)
                .ifPresentOrElse(
                        box -> Mailboxes.keep(turn, box, message),
                        () -> erase(turn, mailboxId, message, Because.of("voicemail.removed")));
    }

    private static Optional<VoiceMailbox> row(Turn turn, String mailboxId) {
        return turn.state().config().as(mailboxId, VoiceMailbox.class);
    }

    private static Effect reply(MessageActed asked, boolean known) {
        return Mailboxes.reply(
                asked.requestId(),
                asked.replyTo(),
                known ? null : "there is no message " + asked.messageId() + " in mailbox " + asked.mailboxId());
    }

    private static void act(MessageActed asked, Message message, Turn turn) {
        Because because = Because.of("voicemail.asked").with("actor", asked.actor());
        switch (asked.verb()) {
            case HEARD -> mark(turn, asked.mailboxId(), message, Status.HEARD, because);
            case NEW -> mark(turn, asked.mailboxId(), message, Status.NEW, because);
            case DELETE -> delete(turn, asked.mailboxId(), message, because);
        }
    }

    static void mark(Turn turn, String mailboxId, Message message, Status status, Because because) {
        Message next = message.with(status, null);
        if (next.equals(message)) {
            return;
        }
        MailboxState box = Mailboxes.of(turn, mailboxId).with(next);
        turn.put(box);
        row(turn, mailboxId).ifPresent(it -> Mailboxes.keep(turn, it, next));
        turn.emit(new VoicemailEvent.MessageChanged(mailboxId, message.messageId(), status, box.counts()), because);
    }

    static void delete(Turn turn, String mailboxId, Message message, Because because) {
        if (message.isDeleted()) {
            return;
        }
        Optional<VoiceMailbox> row = row(turn, mailboxId).filter(it -> it.keepDeletedDays() > 0);
        if (row.isEmpty()) {
            erase(turn, mailboxId, message, because);
            return;
        }
        Message next = message.with(message.status(), turn.now());
        MailboxState box = Mailboxes.of(turn, mailboxId).with(next);
        turn.put(box);
        Mailboxes.keep(turn, row.get(), next);
        Instant gone = MailboxRules.goneAt(row.get(), next).orElseThrow();
        turn.emit(new VoicemailEvent.MessageDeleted(mailboxId, message.messageId(), gone, box.counts()), because);
    }

    private static void erase(Turn turn, String mailboxId, Message message, Because because) {
        Mailboxes.forget(turn, mailboxId, message);
        MailboxState box = Mailboxes.of(turn, mailboxId).without(message);
        Mailboxes.put(turn, box);
        if (turn.state().mailboxes().stream().noneMatch(it -> it.hasSound(message.objectKey()))) {
            ErasureDesk.begin(turn, mailboxId, message.objectKey(), message.edge());
        }
        turn.emit(
                new VoicemailEvent.MessageErased(mailboxId, message.messageId(), message.objectKey(), box.counts()),
                because);
    }
}
