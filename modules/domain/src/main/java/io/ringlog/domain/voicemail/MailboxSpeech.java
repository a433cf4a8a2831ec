package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.VoicemailEvent.Status;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Thing;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.MailboxState;
import io.ringlog.domain.state.MailboxState.Message;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What a mailbox says to whoever hears its messages, in the time zone of its account. Pure. */
final class MailboxSpeech {

    /** Below it in the edge's sounds are the recordings of the account. */
    private static final String RECORDINGS = "recordings/";

    private MailboxSpeech() {}

    /** How many messages there are; those that were heard only when there are some. */
    static Phrase opening(MailboxState box) {
        int heard = box.ids(Status.HEARD).size();
        Phrase all = Phrase.of(Words.VM_YOU_HAVE)
                .then(Phrase.count(box.ids(Status.NEW).size(), Thing.NEW_MESSAGE));
        return heard == 0 ? all : all.then(Words.AND).then(Phrase.count(heard, Thing.HEARD_MESSAGE));
    }

    /** When it came, from whom, and what it says. */
    static Phrase message(LiveCall call, Message message, int number) {
        ZoneId zone = ScheduleEvaluator.zoneOf(
                call.turn().state().config(), call.turn().account());
        return Phrase.of(Words.VM_MESSAGE)
                .then(Phrase.number(number))
                .then(Words.VM_RECEIVED)
                .then(Phrase.moment(
                        LocalDateTime.ofInstant(message.at(), zone),
                        LocalDateTime.ofInstant(call.now(), zone).toLocalDate()))
                .then(from(message.from()))
                .then(Phrase.sound(sound(message)));
    }

    private static Phrase from(String from) {
        return from.isBlank() || from.equalsIgnoreCase("anonymous")
                ? Phrase.of(Words.VM_FROM_UNKNOWN)
                : Phrase.of(Words.VM_FROM).then(Phrase.spelled(from));
    }

    /** The media id of what was said. */
    static String sound(Message message) {
        return recording(message.objectKey());
    }

    /** The media id of a recording. */
    static String recording(String key) {
        return RECORDINGS + key.substring(key.indexOf('/') + 1, key.lastIndexOf('.'));
    }
}
