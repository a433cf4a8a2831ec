package io.ringlog.domain.voicemail;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.config.node.Recording;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Listener.MailboxGreetingOf;
import io.ringlog.domain.state.Listener.MailboxGreetings;
import io.ringlog.domain.state.Listener.MailboxMessages;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Pending;
import io.ringlog.kernel.Because;
import java.util.Optional;

/**
 * Whoever hears the messages of a mailbox records, hears and removes its greetings.
 *
 * <pre>
 *   which --1 away, 2 busy, 3 temporary, 4 name--> what --1--> speak --#, silence--> kept; what
 *     `--*, nothing--> the messages                  |--2--> heard; what
 *                                                    |--3--> removed; what
 *                                                    `--*, nothing--> which
 * </pre>
 */
public final class GreetingMenu {

    private static final int KEY_SEC = 5;

    private static final int LONGEST_SEC = 120;
    private static final int LONGEST_NAME_SEC = 10;

    /** Who says nothing for so long has finished. */
    private static final int SILENCE_SEC = 5;

    private static final String BACK = "*";

    private GreetingMenu() {}

    /** Asks which greeting it is. */
    static void open(LiveCall call, MailboxMessages heard, Phrase before) {
        Phrase asks = before.then(Words.VM_GREETINGS);
        Ear.gather(call, call.state().guestId(), oneKey(asks), new MailboxGreetings(heard));
    }

    private static Gathering oneKey(Phrase phrase) {
        return new Gathering(phrase, 1, 1, null, KEY_SEC, null, true);
    }

    public static void chosen(LiveCall call, MailboxMessages heard, DigitsGathered keys) {
        if (keys.end() == GatherEnd.FAILED) {
            CallEnding.hangUp(call, Cause.MESSAGES_FETCHED);
            return;
        }
        switch (keys.digits()) {
            case "1" -> ask(call, new MailboxGreetingOf(heard, GreetingKind.UNAVAILABLE), Phrase.NOTHING);
            case "2" -> ask(call, new MailboxGreetingOf(heard, GreetingKind.BUSY), Phrase.NOTHING);
            case "3" -> ask(call, new MailboxGreetingOf(heard, GreetingKind.TEMPORARY), Phrase.NOTHING);
            case "4" -> ask(call, new MailboxGreetingOf(heard, GreetingKind.NAME), Phrase.NOTHING);
            case BACK, "" -> FetchDesk.next(call, heard, Phrase.NOTHING);
            default -> open(call, heard, Phrase.of(Words.INVALID));
        }
    }

    /** Asks what is to be done with it. */
    private static void ask(LiveCall call, MailboxGreetingOf asked, Phrase before) {
        Ear.gather(call, call.state().guestId(), oneKey(before.then(Words.VM_GREETING_KEYS)), asked);
    }

    public static void pressed(LiveCall call, MailboxGreetingOf asked, DigitsGathered keys) {
        if (keys.end() == GatherEnd.FAILED) {
            CallEnding.hangUp(call, Cause.MESSAGES_FETCHED);
            return;
        }
        switch (keys.digits()) {
            case "1" -> Ear.play(call, call.state().guestId(), Phrase.of(Words.VM_SPEAK_GREETING), asked);
            case "2" -> ask(call, asked, now(call, asked));
            case "3" -> ask(call, asked, removed(call, asked));
            case BACK, "" -> open(call, asked.heard(), Phrase.NOTHING);
            default -> ask(call, asked, Phrase.of(Words.INVALID));
        }
    }

    private static Phrase now(LiveCall call, MailboxGreetingOf asked) {
        String mailboxId = asked.heard().mailboxId();
        return call.turn()
                .state()
                .config()
                .as(mailboxId, VoiceMailbox.class)
                .flatMap(it -> Greetings.sound(it, Mailboxes.of(call.turn(), mailboxId), asked.kind()))
                .map(it -> Phrase.sound(it.mediaId()))
                .orElseGet(() -> Phrase.of(Words.VM_NO_GREETING));
    }

    private static Phrase removed(LiveCall call, MailboxGreetingOf asked) {
        Because because = GreetingDesk.unwanted().with("call", call.id());
        boolean there = GreetingDesk.remove(call.turn(), asked.heard().mailboxId(), asked.kind(), because);
        return Phrase.of(there ? Words.VM_GREETING_REMOVED : Words.VM_NO_GREETING);
    }

    /** The party knows what to do: it is recorded. */
    public static void speak(LiveCall call, MailboxGreetingOf asked) {
        MailboxState box = Mailboxes.of(call.turn(), asked.heard().mailboxId());
        int longest = asked.kind() == GreetingKind.NAME ? LONGEST_NAME_SEC : LONGEST_SEC;
        Ear.record(call, call.state().guestId(), new Recording(longest, SILENCE_SEC, "#", true), asked)
                .ifPresent(it -> Mailboxes.await(
                        call.turn(),
                        box,
                        new Pending(
                                it.recordingId(),
                                it.commandId(),
                                call.id(),
                                call.head().from(),
                                call.head().fromName(),
                                call.now(),
                                asked.kind())));
    }

    /** What came of it is told; {@link GreetingDesk} keeps it. */
    public static void spoken(LiveCall call, MailboxGreetingOf asked, RecordingFinished fact) {
        Optional<Words> not = GreetingDesk.noGreeting(fact).map(_ -> Words.VM_NOT_RECORDED);
        ask(call, asked, Phrase.of(not.orElse(Words.VM_GREETING_KEPT)));
    }
}
