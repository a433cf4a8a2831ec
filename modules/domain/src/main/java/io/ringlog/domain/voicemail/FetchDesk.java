package io.ringlog.domain.voicemail;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.PinGuard;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.MediaMissing;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Hearing;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Listener.MailboxMessages;
import io.ringlog.domain.state.Listener.MailboxPin;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * A caller hears messages by telephone: the PIN where there is one, then one message after the other, with keys.
 *
 * <pre>
 *   PIN --right--> message --1--> the same again
 *    `--wrong, 3 times--> over    --2, #, silence--> heard; the next
 *                                 --3--> deleted; the next, or 5: taken back
 *                                 --4--> passed on to another mailbox; the same again
 *                                 --6--> a call to whoever left it
 *                                 --0--> the greetings; the same again
 *                                 --*, after the last--> goodbye
 * </pre>
 */
public final class FetchDesk implements Concern {

    private static final Phrase ASKS_PIN = Phrase.of(Words.VM_PIN);
    private static final Phrase ASKS_AGAIN = Phrase.of(Words.VM_WRONG_PIN, Words.VM_PIN);

    private static final int LONGEST_PIN = 10;
    private static final int MOST_TRIES = 3;
    private static final int PIN_SEC = 10;

    /** Who presses nothing for so long after a message hears the next. */
    private static final int NEXT_SEC = 3;

    private static final String AGAIN = "1";
    private static final String DELETE = "3";
    private static final String PASS_ON = "4";
    private static final String TAKE_BACK = "5";
    private static final String CALL_BACK = "6";
    private static final String GREETINGS = "0";
    private static final String ENOUGH = "*";

    private final SecretOpener secrets;

    public FetchDesk(SecretOpener secrets) {
        this.secrets = secrets;
    }

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof MediaMissing missing) {
            turn.live(missing.callId()).ifPresent(call -> unheard(call, missing));
        }
    }

    /** Whoever hears a beep in place of a message has not heard it. */
    private static void unheard(LiveCall call, MediaMissing missing) {
        if (call.state().leg(missing.legId()).orElse(null) instanceof Leg.Hosted leg
                && leg.hearing() instanceof Hearing hearing
                && hearing.listener() instanceof MailboxMessages messages
                && message(call, messages)
                        .filter(it -> MailboxSpeech.sound(it).equals(missing.mediaId()))
                        .isPresent()) {
            call.change(it -> it.with(leg.hears(new Hearing(hearing.mediaId(), messages.unheard()))));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof VoicemailEvent.MailboxAsked asked) {
            turn.live(asked.callId()).ifPresent(call -> begin(call, asked.mailboxId()));
        }
    }

    /** The mailbox of whoever calls; empty when that is nobody with one. */
    public static Optional<String> own(LiveCall call) {
        Leg guest = call.state().guest().orElse(null);
        return guest != null && guest.party() instanceof Party.Device device
                ? call.turn().state().config().user(device.userId()).map(SipUser::voicemailId)
                : Optional.empty();
    }

    private void begin(LiveCall call, String mailboxId) {
        VoiceMailbox box = box(call, mailboxId).orElse(null);
        if (box == null) {
            CallEnding.refuse(call, Refusal.TARGET_MISSING.rejection("there is no voicemail " + mailboxId));
            return;
        }
        if (PinGuard.isLocked(call, mailboxId)) {
            refused(call, mailboxId, locked());
            return;
        }
        boolean theirs = own(call).filter(mailboxId::equals).isPresent();
        Optional<String> pin = pin(box);
        if (pin.isEmpty() && !theirs) {
            refused(call, mailboxId, Refusal.MAILBOX_NOT_YOURS.rejection("the mailbox has no PIN, and is not theirs"));
            return;
        }
        Ear.open(call, Because.of("voicemail.opens").with("mailbox", mailboxId).with("own", theirs));
        pin.ifPresentOrElse(it -> askPin(call, mailboxId, it, 0), () -> opened(call, mailboxId));
    }

    private static Rejection locked() {
        return Refusal.MAILBOX_LOCKED.rejection("too many PINs were wrong; try again in an hour");
    }

    private static void refused(LiveCall call, String mailboxId, Rejection why) {
        call.turn()
                .emit(
                        new VoicemailEvent.MailboxRefused(mailboxId, call.id(), why.code(), why.text()),
                        why.because().with("mailbox", mailboxId));
        CallEnding.refuse(call, why);
    }

    private void askPin(LiveCall call, String mailboxId, String pin, int tries) {
        String salt = pin.substring(0, pin.indexOf('.'));
        Gathering keys = new Gathering(tries == 0 ? ASKS_PIN : ASKS_AGAIN, 1, LONGEST_PIN, "#", PIN_SEC, null, true);
        Ear.gatherPin(call, call.state().guestId(), keys, salt, new MailboxPin(mailboxId, tries));
    }

    /** The salted hash of the PIN, as edges tell it; empty for a mailbox without one. */
    private Optional<String> pin(VoiceMailbox box) {
        return Optional.ofNullable(box.pinHash()).map(hash -> secrets.open(hash, box.id()));
    }

    /** A PIN was typed, or was not. */
    public void typed(LiveCall call, MailboxPin asked, DigitsGathered keys) {
        Optional<String> pin = box(call, asked.mailboxId()).flatMap(this::pin);
        if (PinGuard.isLocked(call, asked.mailboxId())) {
            refused(call, asked.mailboxId(), locked());
            return;
        }
        int tries = asked.tries() + 1;
        if (pin.filter(keys.digits()::equals).isPresent()) {
            opened(call, asked.mailboxId());
            return;
        }
        if (!keys.digits().isEmpty()) {
            PinGuard.wrong(call, asked.mailboxId());
        }
        if (pin.isPresent() && tries < MOST_TRIES && keys.end() != GatherEnd.FAILED) {
            askPin(call, asked.mailboxId(), pin.get(), tries);
        } else {
            refused(
                    call,
                    asked.mailboxId(),
                    new Rejection(Cause.WRONG_PIN.because().with("tries", tries), "the PIN was wrong"));
        }
    }

    /** The new messages; those that were heard when there are no new ones. */
    private static void opened(LiveCall call, String mailboxId) {
        MailboxState box = Mailboxes.of(call.turn(), mailboxId);
        List<String> fresh = box.ids(Status.NEW);
        List<String> all = fresh.isEmpty() ? box.ids(Status.HEARD) : fresh;
        call.turn()
                .emit(
                        new VoicemailEvent.MailboxOpened(mailboxId, call.id(), all.size()),
                        Because.of("voicemail.opened").with("new", !fresh.isEmpty()));
        MailboxMessages first = new MailboxMessages(mailboxId, all, 1);
        if (all.isEmpty()) {
            ask(call, first, MailboxSpeech.opening(box).then(Words.VM_GREETINGS_KEY));
        } else {
            next(call, first, MailboxSpeech.opening(box));
        }
    }

    /** Lets the first that is still there be heard, or ends it when there is none. */
    static void next(LiveCall call, MailboxMessages from, Phrase before) {
        MailboxState box = Mailboxes.of(call.turn(), from.mailboxId());
        MailboxMessages left =
                from.of(from.messageIds().stream().filter(box::has).toList());
        if (left.messageIds().isEmpty()) {
            end(call, left, from.number() == 1 ? before : before.then(Words.VM_NO_MORE));
            return;
        }
        Message message = box.message(left.messageIds().getFirst()).orElseThrow();
        Phrase all = before.then(MailboxSpeech.message(call, message, from.number()));
        ask(call, left, from.number() == 1 ? all.then(Words.VM_KEYS).then(Words.VM_GREETINGS_KEY) : all);
    }

    private static void ask(LiveCall call, MailboxMessages listener, Phrase phrase) {
        Ear.gather(call, call.state().guestId(), new Gathering(phrase, 1, 1, null, NEXT_SEC, null, true), listener);
    }

    /** Whoever has just deleted the last one may still take it back. */
    private static void end(LiveCall call, MailboxMessages none, Phrase last) {
        if (none.deleted() != null) {
            ask(call, none, last);
            return;
        }
        Ear.play(call, call.state().guestId(), last.then(Words.GOODBYE), new Listener.MailboxGoodbye(none.mailboxId()));
    }

    /** A key was pressed at a message, or it was heard to its end; one without its sound stays as it is. */
    public static void pressed(LiveCall call, MailboxMessages heard, DigitsGathered keys) {
        if (keys.end() == GatherEnd.FAILED || keys.digits().equals(ENOUGH)) {
            CallEnding.hangUp(call, Cause.MESSAGES_FETCHED);
            return;
        }
        Optional<Message> message = message(call, heard);
        switch (keys.digits()) {
            case AGAIN -> next(call, heard.of(heard.messageIds()), Phrase.NOTHING);
            case PASS_ON -> MessageMenu.passOn(call, heard, message);
            case TAKE_BACK -> MessageMenu.takeBack(call, heard, because(call, TAKE_BACK));
            case GREETINGS -> GreetingMenu.open(call, heard, Phrase.NOTHING);
            case CALL_BACK -> MessageMenu.callBack(call, heard, message, because(call, CALL_BACK));
            default -> goOn(call, heard, message, keys.digits());
        }
    }

    private static void goOn(LiveCall call, MailboxMessages heard, Optional<Message> message, String key) {
        if (heard.messageIds().isEmpty()) {
            end(call, new MailboxMessages(heard.mailboxId(), List.of(), heard.number()), Phrase.NOTHING);
            return;
        }
        boolean deletes = key.equals(DELETE) && !heard.isMissing();
        message.filter(it -> !heard.isMissing()).ifPresent(it -> done(call, heard.mailboxId(), it, key));
        Optional<String> gone = message.filter(it -> deletes)
                .flatMap(it -> Mailboxes.of(call.turn(), heard.mailboxId()).message(it.messageId()))
                .map(Message::messageId);
        Phrase said = deletes ? Phrase.of(Words.VM_DELETED) : Phrase.NOTHING;
        next(call, heard.afterFirst(gone.orElse(null)), gone.isPresent() ? said.then(Words.VM_TAKE_BACK) : said);
    }

    private static void done(LiveCall call, String mailboxId, Message message, String key) {
        if (key.equals(DELETE)) {
            MessageDesk.delete(call.turn(), mailboxId, message, because(call, key));
        } else {
            MessageDesk.mark(call.turn(), mailboxId, message, Status.HEARD, because(call, key));
        }
    }

    private static Because because(LiveCall call, String key) {
        return Because.of("voicemail.by-telephone").with("call", call.id()).with("key", key);
    }

    /** It may be gone by now. */
    private static Optional<Message> message(LiveCall call, MailboxMessages heard) {
        return heard.messageIds().stream()
                .findFirst()
                .flatMap(Mailboxes.of(call.turn(), heard.mailboxId())::message)
                .filter(it -> !it.isDeleted());
    }

    /** The goodbye was heard. */
    public static void over(LiveCall call) {
        CallEnding.hangUp(call, Cause.MESSAGES_FETCHED);
    }

    private static Optional<VoiceMailbox> box(LiveCall call, String mailboxId) {
        return call.turn().state().config().as(mailboxId, VoiceMailbox.class);
    }
}
