package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.MailTried;
import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.domain.journal.Timer.Purpose.MailDue;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.VoicemailEvent.MailGivenUp;
import io.ringlog.domain.journal.VoicemailEvent.MailPutOff;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageErased;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.MessageMailed;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Mailing;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has people told of messages by mail: asks a worker, and asks again after a rest while that may help.
 *
 * <pre>
 *   MessageLeft --> asked --sent--> MessageMailed
 *                    ^  `--put off, or no answer--> MailPutOff --rest--.
 *                    `------------------------------------------------'
 *                       `--refused, the last try, message or address gone--> MailGivenUp
 * </pre>
 */
public final class MailDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof MailTried tried) {
            tried(tried, turn);
        } else if (input instanceof TimerFired(var id, MailDue due, var at)) {
            message(turn, due.mailboxId(), due.messageId())
                    .filter(it -> it.mailing() != null)
                    .ifPresent(it -> due(turn, due, it, Objects.requireNonNull(it.mailing())));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        switch (event) {
            case MessageLeft it -> left(it, turn);
            case MessageDeleted it -> gone(turn, it.mailboxId(), it.messageId());
            case MessageErased it -> gone(turn, it.mailboxId(), it.messageId());
            case Event _ -> {}
        }
    }

    private static void left(MessageLeft left, Turn turn) {
        if (row(turn, left.mailboxId()).map(VoiceMailbox::notifyEmail).isPresent()) {
            message(turn, left.mailboxId(), left.messageId())
                    .ifPresent(it -> ask(turn, left.mailboxId(), it, new Mailing(0, false, false)));
        }
    }

    private static void ask(Turn turn, String mailboxId, Message message, Mailing before) {
        VoiceMailbox box = row(turn, mailboxId).orElse(null);
        String to = box == null ? null : box.notifyEmail();
        Account account = turn.state().config().account(turn.account()).orElse(null);
        if (box == null || to == null || account == null) {
            Failure failure = new Failure(MailCode.NOT_WANTED, "the mailbox has no address any more");
            giveUp(turn, mailboxId, message, before, failure);
            return;
        }
        int attempt = before.attempt() + 1;
        MailboxState state = put(turn, mailboxId, message, new Mailing(attempt, true, before.unsure()));
        turn.effect(new Effect.SendMail(
                mailboxId,
                message.messageId(),
                attempt,
                turn.now().plus(MailRules.LAST_BEGINNING),
                MailRules.mail(account, box, to, state, message)));
        wake(turn, mailboxId, message, attempt, MailRules.PATIENCE);
    }

    /** An answer that nobody waits for any more still tells that somebody has the mail, or may have it. */
    private static void tried(MailTried tried, Turn turn) {
        Message message = message(turn, tried.mailboxId(), tried.messageId()).orElse(null);
        Mailing mailing = message == null ? null : message.mailing();
        boolean sent = tried.result() == Result.SENT;
        boolean awaited = mailing != null && mailing.asked() && mailing.attempt() == tried.attempt();
        boolean before = tried.unsure() || (mailing != null && mailing.unsure());
        if (sent) {
            mailed(turn, tried, before || !awaited);
        }
        if (message == null || mailing == null) {
            return;
        }
        Mailing noted = new Mailing(mailing.attempt(), mailing.asked(), before || sent);
        if (!awaited) {
            put(turn, tried.mailboxId(), message, noted);
        } else if (sent) {
            sent(turn, tried.mailboxId(), message);
        } else {
            failed(turn, tried.mailboxId(), message, noted, Failure.of(tried));
        }
    }

    private static void mailed(Turn turn, MailTried tried, boolean maybeTwice) {
        turn.emit(
                new MessageMailed(tried.mailboxId(), tried.messageId(), tried.to(), tried.attempt(), maybeTwice),
                Because.of("mail.sent").with("server", tried.text()));
    }

    private static void sent(Turn turn, String mailboxId, Message message) {
        settle(turn, mailboxId, message);
        row(turn, mailboxId)
                .filter(box -> box.notifyDelete() && box.notifyAttach())
                .ifPresent(box ->
                        MessageDesk.delete(turn, mailboxId, message.mailing(null), Because.of("voicemail.mailed")));
    }

    private static void due(Turn turn, MailDue due, Message message, Mailing mailing) {
        if (mailing.asked()) {
            Mailing unsure = new Mailing(mailing.attempt(), true, true);
            failed(turn, due.mailboxId(), message, unsure, Failure.NO_ANSWER);
        } else {
            ask(turn, due.mailboxId(), message, mailing);
        }
    }

    private static void failed(Turn turn, String mailboxId, Message message, Mailing mailing, Failure failure) {
        int attempt = mailing.attempt();
        Optional<Duration> rest = MailRules.rest(attempt).filter(it -> failure.code.mayPass());
        if (rest.isEmpty()) {
            giveUp(turn, mailboxId, message, mailing, failure);
            return;
        }
        put(turn, mailboxId, message, new Mailing(attempt, false, mailing.unsure()));
        wake(turn, mailboxId, message, attempt, rest.get());
        turn.emit(
                new MailPutOff(
                        mailboxId,
                        message.messageId(),
                        attempt,
                        failure.code.code(),
                        failure.text,
                        turn.now().plus(rest.get())),
                failure.code.because().with("unsure", mailing.unsure()));
    }

    private static void giveUp(Turn turn, String mailboxId, Message message, Mailing mailing, Failure failure) {
        settle(turn, mailboxId, message);
        turn.emit(
                new MailGivenUp(mailboxId, message.messageId(), mailing.attempt(), failure.code.code(), failure.text),
                failure.code.because().with("unsure", mailing.unsure()));
    }

    /** Nobody is told of a message that is not there; an answer on its way says itself what came of it. */
    private static void gone(Turn turn, String mailboxId, String messageId) {
        Granule.TimerSet set = turn.state().timer(timer(mailboxId, messageId)).orElse(null);
        if (set != null && set.timer().purpose() instanceof MailDue due) {
            turn.cancelTimer(set.timer().timerId());
            message(turn, mailboxId, messageId).ifPresent(it -> settle(turn, mailboxId, it));
            turn.emit(
                    new MailGivenUp(
                            mailboxId,
                            messageId,
                            due.attempt(),
                            MailCode.MESSAGE_GONE.code(),
                            "the message was deleted"),
                    MailCode.MESSAGE_GONE.because());
        }
    }

    private static void settle(Turn turn, String mailboxId, Message message) {
        put(turn, mailboxId, message, null);
        turn.cancelTimer(timer(mailboxId, message.messageId()));
    }

    private static MailboxState put(Turn turn, String mailboxId, Message message, @Nullable Mailing mailing) {
        MailboxState next = Mailboxes.of(turn, mailboxId).with(message.mailing(mailing));
        turn.put(next);
        return next;
    }

    private static void wake(Turn turn, String mailboxId, Message message, int attempt, Duration delay) {
        turn.timer(timer(mailboxId, message.messageId()), delay, new MailDue(mailboxId, message.messageId(), attempt));
    }

    private static String timer(String mailboxId, String messageId) {
        return "mail/" + mailboxId + "/" + messageId;
    }

    private static Optional<VoiceMailbox> row(Turn turn, String mailboxId) {
        return turn.state().config().as(mailboxId, VoiceMailbox.class);
    }

    private static Optional<Message> message(Turn turn, String mailboxId, String messageId) {
        return Mailboxes.of(turn, mailboxId).message(messageId);
    }

    private record Failure(MailCode code, String text) {
        static final Failure NO_ANSWER = new Failure(
                MailCode.NO_ANSWER,
                "no worker said within " + MailRules.PATIENCE.toMinutes() + " minutes what came of it");

        static Failure of(MailTried tried) {
            return new Failure(MailCode.of(tried.result()), tried.text());
        }
    }
}
