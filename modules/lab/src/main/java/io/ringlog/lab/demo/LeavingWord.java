package io.ringlog.lab.demo;

import io.ringlog.domain.journal.VoicemailEvent.MailboxOpened;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.MessageMailed;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.WavFault;
import io.ringlog.media.audio.WavReader;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import java.util.Locale;

/** Bob is busy: Carol leaves a message, which comes by mail, and he fetches it by telephone. */
final class LeavingWord implements Scene {
    private static final long THREE_SECONDS_OF_PACKETS = 150;

    @Override
    public String title() {
        return "Carol leaves Bob a message";
    }

    @Override
    public void play(Stage stage, Narrator narrator) {
        MessageLeft left = leave(stage);
        narrator.proved(String.format(
                Locale.ROOT, "Bob was busy; his mailbox has a message of %.1f s", left.durationMs() / 1000.0));
        arrivesByMail(left, stage, narrator);
        PeerCall call = stage.bob.call("*97");
        call.awaitAnswered();
        stage.until("Bob is asked for his PIN", stage.bob.rtp()::hearsAnything);
        "4711#".chars().forEach(key -> stage.bob.rtp().press((char) key));
        stage.awaitEvent("the mailbox is open", MailboxOpened.class, it -> it.messages() == 1);
        narrator.proved("Bob dialled *97 and typed his PIN");
        stage.until("Bob hears Carol's voice", () -> stage.bob.hears(stage.carol));
        narrator.proved("he hears what Carol said");
        stage.bob.rtp().press('3');
        call.awaitEnded();
        stage.awaitEvent("the message is deleted", MessageDeleted.class, it -> true);
        narrator.proved("key 3 deleted it, and as it was the last the platform said goodbye");
    }

    private static void arrivesByMail(MessageLeft left, Stage stage, Narrator narrator) {
        stage.awaitEvent(
                "it was mailed", MessageMailed.class, it -> it.messageId().equals(left.messageId()));
        stage.until("the mail is there", () -> !stage.office().taken().isEmpty());
        Scene.prove(
                narrator,
                stage.carol.isHeardIn(samples(stage.office().attached(0))),
                "bob@demo.ringlog.test has a mail with the recording, and it is Carol's voice");
    }

    private static short[] samples(byte[] file) {
        try {
            return WavReader.read(file).samples();
        } catch (WavFault unreadable) {
            throw new Scene.Failed("the file of the mail is no sound: " + unreadable.getMessage());
        }
    }

    private static MessageLeft leave(Stage stage) {
        stage.bob.behaving(PeerManner.refusing(486));
        try {
            PeerCall call = stage.carol.call("102");
            stage.bob.sip().awaitIncoming();
            call.awaitAnswered();
            stage.until("Carol hears the greeting", stage.carol.rtp()::hearsAnything);
            stage.until("Carol hears the beep", () -> stage.carol.rtp().hears(Prompts.firstNoteHz("beep")));
            stage.until("Carol is being recorded", () -> !stage.carol.rtp().hearsAnything());
            long before = stage.carol.rtp().sent();
            stage.until("Carol has spoken", () -> stage.carol.rtp().sent() > before + THREE_SECONDS_OF_PACKETS);
            call.hangUp();
        } finally {
            stage.bob.behaving(PeerManner.answering());
        }
        return (MessageLeft) stage.awaitEvent("a message is left", MessageLeft.class, it -> true)
                .event();
    }
}
