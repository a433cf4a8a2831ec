package io.ringlog.domain.voicemail;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Listener.MailboxMessages;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.kernel.Because;
import java.util.Optional;

/** What can be done with a message that was heard besides keeping it: taken back, passed on, answered by a call. */
public final class MessageMenu {

    private static final int LONGEST_EXTENSION = 20;
    private static final int EXTENSION_SEC = 10;

    private MessageMenu() {}

    /** The one that was deleted last is heard again. */
    static void takeBack(LiveCall call, MailboxMessages heard, Because because) {
        Optional<Message> gone = Optional.ofNullable(heard.deleted())
                .flatMap(Mailboxes.of(call.turn(), heard.mailboxId())::message)
                .filter(Message::isDeleted);
        gone.ifPresentOrElse(
                it -> {
                    MessageDesk.mark(call.turn(), heard.mailboxId(), it, it.status(), because);
                    FetchDesk.next(call, heard.before(it.messageId()), Phrase.of(Words.VM_TAKEN_BACK));
                },
                () -> invalid(call, heard));
    }

    private static void invalid(LiveCall call, MailboxMessages heard) {
        FetchDesk.next(call, heard, Phrase.of(Words.INVALID));
    }

    /** Asks whose mailbox is to get it, where there is something to get. */
    static void passOn(LiveCall call, MailboxMessages heard, Optional<Message> message) {
        if (message.isEmpty() || heard.isMissing()) {
            invalid(call, heard);
            return;
        }
        Gathering extension =
                new Gathering(Phrase.of(Words.VM_PASS_ON), 1, LONGEST_EXTENSION, "#", EXTENSION_SEC, null, true);
        Ear.gather(call, call.state().guestId(), extension, new Listener.MailboxPassOn(heard));
    }

    /** An extension was typed: its mailbox gets a copy of the message, which shares the sound. */
    public static void named(LiveCall call, MailboxMessages heard, DigitsGathered keys) {
        if (keys.end() == GatherEnd.FAILED) {
            CallEnding.hangUp(call, Cause.MESSAGES_FETCHED);
            return;
        }
        Turn turn = call.turn();
        Optional<Message> message = Mailboxes.of(turn, heard.mailboxId())
                .message(heard.messageIds().getFirst())
                .filter(it -> !it.isDeleted());
        Optional<VoiceMailbox> box = Mailboxes.behind(turn, keys.digits())
                .filter(it -> !it.equals(heard.mailboxId()))
                .flatMap(it -> turn.state().config().as(it, VoiceMailbox.class));
        if (message.isEmpty() || box.isEmpty()) {
            invalid(call, heard);
        } else if (!MailboxRules.hasRoom(
                box.get(), Mailboxes.of(turn, box.get().id()), message.get().sizeBytes())) {
            FetchDesk.next(call, heard, Phrase.of(Words.VM_BOX_FULL));
        } else {
            copy(call, heard.mailboxId(), message.get(), box.get());
            FetchDesk.next(call, heard, Phrase.of(Words.VM_PASSED_ON));
        }
    }

    private static void copy(LiveCall call, String from, Message message, VoiceMailbox box) {
        Turn turn = call.turn();
        Message copy = message.copied(turn.newId("msg"), call.id(), turn.now());
        MailboxState next = Mailboxes.of(turn, box.id()).plus(copy);
        turn.put(next);
        Mailboxes.keep(turn, box, copy);
        turn.emit(
                Mailboxes.left(copy, next),
                Because.of("voicemail.passed-on").with("mailbox", from).with("message", message.messageId()));
    }

    /** Rings whoever left the message, for a user of the account alone: nobody calls out at its cost by a PIN. */
    static void callBack(LiveCall call, MailboxMessages heard, Optional<Message> message, Because because) {
        Optional<String> user = call.state()
                .guest()
                .map(Leg::party)
                .filter(Party.Device.class::isInstance)
                .map(Party::userId);
        Optional<String> number = user.flatMap(
                id -> message.map(it -> back(call.turn(), it.from())).filter(it -> isSomebody(call, it, id)));
        if (number.isEmpty()) {
            invalid(call, heard);
            return;
        }
        message.ifPresent(it -> MessageDesk.mark(call.turn(), heard.mailboxId(), it, Status.HEARD, because));
        Callee callee = Callee.of(call.turn(), number.get(), user.get());
        if (callee.direction() == Direction.OUTBOUND) {
            Leaving.dial(call, Dialling.by(user.get(), call.head(), number.get()));
        } else {
            Hops.follow(call, Dialled.inside(call.turn().state(), callee.to(), call.now()));
        }
    }

    private static boolean isSomebody(LiveCall call, String number, String userId) {
        Callee callee = Callee.of(call.turn(), number, userId);
        boolean there = callee.direction() == Direction.OUTBOUND
                ? Numbers.read(call.turn(), number, userId).isPresent()
                : Dialled.inside(call.turn().state(), callee.to(), call.now()) instanceof Dialled.Answer.Found;
        return there && !callee.isEmergency();
    }

    /** Trunks tell numbers without the plus: one that is as long as those of other countries and has no zero is one. */
    private static String back(Turn turn, String from) {
        boolean outside = from.matches("[1-9][0-9]{7,14}") && !Dialled.isInternal(turn.state(), from);
        return outside ? "+" + from : from;
    }
}
