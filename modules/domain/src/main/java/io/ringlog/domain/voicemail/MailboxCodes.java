package io.ringlog.domain.voicemail;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FeatureCode.Feature;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallEvent.FeatureDialled;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.VoicemailEvent;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Listener.MailboxWhose;
import io.ringlog.kernel.Because;
import java.util.Optional;

/**
 * Codes that open mailboxes: one's own, and that of whom an extension means, which is asked for where none was dialled.
 * What opens it from then on is the mailbox's to say.
 */
public final class MailboxCodes implements Concern {

    private static final Phrase ASKS = Phrase.of(Words.VM_WHOSE);
    private static final Phrase ASKS_AGAIN = Phrase.of(Words.INVALID, Words.VM_WHOSE);

    private static final int LONGEST_EXTENSION = 20;
    private static final int EXTENSION_SEC = 10;
    private static final int MOST_TRIES = 3;

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof FeatureDialled dialled && dialled.feature() == Feature.MAILBOX_OWN) {
            turn.live(dialled.callId())
                    .ifPresent(call -> opens(call, FetchDesk.own(call), "whoever calls has no mailbox"));
        } else if (event instanceof FeatureDialled dialled && dialled.feature() == Feature.MAILBOX_OTHER) {
            turn.live(dialled.callId()).ifPresent(call -> other(call, dialled.argument()));
        }
    }

    private static void other(LiveCall call, String extension) {
        if (extension.isEmpty()) {
            Ear.open(call, Because.of("voicemail.asks-whose"));
            ask(call, 0);
        } else {
            opens(call, Mailboxes.behind(call.turn(), extension), nobodys(extension));
        }
    }

    private static void ask(LiveCall call, int tries) {
        Gathering extension =
                new Gathering(tries == 0 ? ASKS : ASKS_AGAIN, 1, LONGEST_EXTENSION, "#", EXTENSION_SEC, null, true);
        Ear.gather(call, call.state().guestId(), extension, new MailboxWhose(tries));
    }

    /** An extension was typed, or was not. */
    public static void named(LiveCall call, MailboxWhose asked, DigitsGathered keys) {
        if (keys.end() == GatherEnd.FAILED) {
            CallEnding.hangUp(call, Cause.MESSAGES_FETCHED);
            return;
        }
        Optional<String> box = Mailboxes.behind(call.turn(), keys.digits());
        int tries = asked.tries() + 1;
        if (box.isEmpty() && tries < MOST_TRIES) {
            ask(call, tries);
        } else {
            opens(call, box, nobodys(keys.digits()));
        }
    }

    private static String nobodys(String extension) {
        return "there is no mailbox of extension " + extension;
    }

    private static void opens(LiveCall call, Optional<String> mailboxId, String none) {
        mailboxId.ifPresentOrElse(
                id -> call.turn().emit(new VoicemailEvent.MailboxAsked(id, call.id()), Because.of("voicemail.by-code")),
                () -> CallEnding.refuse(call, Refusal.MAILBOX_NONE.rejection(none)));
    }
}
