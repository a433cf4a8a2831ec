package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.domain.journal.VoicemailEvent.GreetingKind;
import java.util.Optional;

/** The name of whom a mailbox is, as it is heard elsewhere than at the mailbox. */
public final class SpokenNames {

    private SpokenNames() {}

    /** The media id of a mailbox's greeting {@code name}; empty where there is none. */
    public static Optional<String> of(Turn turn, String mailboxId) {
        return turn.state()
                .config()
                .as(mailboxId, VoiceMailbox.class)
                .flatMap(box -> Greetings.sound(box, Mailboxes.of(turn, box.id()), GreetingKind.NAME))
                .map(Greetings.Sound::mediaId);
    }

    /** The media id of a recording. */
    public static String recording(String objectKey) {
        return MailboxSpeech.recording(objectKey);
    }
}
