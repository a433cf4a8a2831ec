package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Extension;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.domain.state.MailboxState.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes mailboxes, of which an empty one is not kept, and the timers of their messages. */
final class Mailboxes {

    /** No recording is told of later. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private Mailboxes() {}

    static MailboxState of(Turn turn, String mailboxId) {
        return turn.state().mailbox(mailboxId).orElseGet(() -> MailboxState.empty(turn.account(), mailboxId));
    }

    /** The mailbox that an extension leads to, or that of the user behind it, whatever its hours are. */
    static Optional<String> behind(Turn turn, String dialled) {
        Optional<RouteTarget> target = turn.state().config().extension(dialled).map(Extension::dest);
        if (target.isEmpty()) {
            return turn.state().config().userNamed(dialled).map(SipUser::voicemailId);
        }
        Optional<String> id = target.map(RouteTarget::id);
        return target.get().kind() == DestKind.VOICEMAIL
                ? id
                : id.filter(it -> target.get().kind() == DestKind.USER)
                        .flatMap(turn.state().config()::user)
                        .map(SipUser::voicemailId);
    }

    static void put(Turn turn, MailboxState next) {
        if (next.isEmpty()) {
            turn.remove(next);
        } else {
            turn.put(next);
        }
    }

    /** Has the mailbox wait for a recording, but not for ever: an edge that never comes back tells of none. */
    static void await(Turn turn, MailboxState box, Pending next) {
        turn.put(box.recording(next));
        turn.timer(recording(box, next), LONGEST, new Timer.Purpose.RecordingLate(box.mailboxId(), next.recordingId()));
    }

    /** The mailbox waits for it no more; what is left is still to be written. */
    static MailboxState without(Turn turn, MailboxState box, Pending gone) {
        turn.cancelTimer(recording(box, gone));
        return box.without(gone);
    }

    private static String recording(MailboxState box, Pending one) {
        return "recording/" + box.mailboxId() + "/" + one.recordingId();
    }

    /** Has the message go when the mailbox keeps it no longer. */
    static void keep(Turn turn, VoiceMailbox box, Message message) {
        Optional<Instant> gone = MailboxRules.goneAt(box, message);
        if (gone.isEmpty()) {
            forget(turn, box.id(), message);
            return;
        }
        Duration left = Duration.between(turn.now(), gone.get());
        turn.timer(
                timer(box.id(), message),
                left.isNegative() ? Duration.ZERO : left,
                new Timer.Purpose.MessageGone(box.id(), message.messageId()));
    }

    /** What is told of a message that has come. */
    static VoicemailEvent.MessageLeft left(Message message, MailboxState box) {
        return new VoicemailEvent.MessageLeft(
                box.mailboxId(),
                message.messageId(),
                message.callId(),
                message.from(),
                message.fromName(),
                message.durationMs(),
                message.sizeBytes(),
                message.objectKey(),
                box.counts());
    }

    /** The answer to who wanted something done; {@code missing} says what there is not, null when it was done. */
    static Effect.Reply reply(String requestId, String replyTo, @Nullable String missing) {
        return missing == null
                ? new Effect.Reply(requestId, replyTo, true, "voicemail.done", "it was done", null, null)
                : new Effect.Reply(requestId, replyTo, false, "voicemail.no-message", missing, null, null);
    }

    /** The message goes by no timer any more. */
    static void forget(Turn turn, String mailboxId, Message message) {
        turn.cancelTimer(timer(mailboxId, message));
    }

    private static String timer(String mailboxId, Message message) {
        return "message/" + mailboxId + "/" + message.messageId();
    }
}
