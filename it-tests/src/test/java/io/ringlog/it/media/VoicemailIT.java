package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.domain.journal.Lamp;
import io.ringlog.domain.journal.LampEvent.WatchGranted;
import io.ringlog.domain.journal.VoicemailEvent.MailPutOff;
import io.ringlog.domain.journal.VoicemailEvent.MailboxOpened;
import io.ringlog.domain.journal.VoicemailEvent.MessageDeleted;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.domain.journal.VoicemailEvent.MessageMailed;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.FreePorts;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Sipp;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.WavReader;
import io.ringlog.testkit.mail.PostOffice;
import io.ringlog.testkit.sip.PeerManner;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A telephone reaches somebody who does not answer, and leaves a message that REST plays back. */
@NeedsClient(
        value = {"baresip", "espeak-ng"},
        from = {"baresip-core", "espeak-ng"})
@ExtendWith(OnPlatform.class)
class VoicemailIT {
    private static final double ALICE_HZ = 500;
    private static final double VITO_HZ = 1_900;
    private static final long THREE_SECONDS = 3 * 16_000;

    private static final Map<String, String> LAMP = Map.of(
            "user", "vito",
            "password", "vito-fetches-messages",
            "number", "vito",
            "event", "message-summary",
            "accept", "application/simple-message-summary",
            "first", "Voice-Message: 1/0",
            "then", "Voice-Message: 2/0",
            "last", "Voice-Message: 1/0");

    private final Platform platform;

    VoicemailIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_caller_who_is_not_answered_leaves_a_message(Workplace here) throws Exception {
        try (var vera = platform.phone("vera", "vera-is-in-a-meeting").behaving(PeerManner.ringing());
                var alice = Baresip.start(
                                here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                        .registered()) {
            assertThat(vera.register().status()).isEqualTo(200);
            List.of("vera", "alice").forEach(platform.rest()::awaitContact);

            alice.dial("vera");
            alice.talks();
            alice.hasHeard(Duration.ofSeconds(1));
            speaksForThreeSeconds();
            alice.hangUp();
            assertThat(vera.unregister().status()).isEqualTo(200);
        }
        String call = platform.log().callTo("vera");
        MessageLeft left =
                platform.log().await(MessageLeft.class, it -> it.callId().equals(call));
        var ended = platform.log().ended(call);
        assertThat(ended.cause()).isEqualTo("caller.hung-up");
        assertThat(ended.cdr().voicemailId()).isEqualTo(left.mailboxId());

        JsonNode message = message("new");
        assertThat(message.path("call_id").asText()).isEqualTo(call);
        assertThat(message.path("from_num").asText()).isEqualTo("alice");
        Clip sound = WavReader.read(
                platform.rest().audio("Vera", message.path("message_id").asText()));
        assertThat(sound.duration().toMillis())
                .isEqualTo(left.durationMs())
                .isEqualTo(message.path("duration_ms").asLong())
                .isBetween(3_000L, 20_000L);
        assertThat(Goertzel.share(sound.samples(), ALICE_HZ)).isGreaterThan(0.9);
        assertThat(platform.rest().why(call)).contains("The platform answered the caller.", "A message of ");

        arrivesByMail(left);

        platform.rest().mark("Vera", left.messageId(), "heard");
        assertThat(message("heard").path("message_id").asText()).isEqualTo(left.messageId());
        platform.holdsNothing();
    }

    /** The mail server is away when the message is left, and comes a little later. */
    private void arrivesByMail(MessageLeft left) throws Exception {
        MailPutOff away =
                platform.log().await(MailPutOff.class, it -> it.messageId().equals(left.messageId()));
        assertThat(away.code()).isEqualTo("mail.put-off");
        try (PostOffice office = PostOffice.open(platform.mailPort())) {
            MessageMailed mailed = platform.log()
                    .await(MessageMailed.class, it -> it.messageId().equals(left.messageId()));
            assertThat(mailed.to()).isEqualTo("vera@clients.ringlog.test");
            assertThat(mailed.maybeTwice()).isFalse();
            assertThat(office.taken().getFirst().getSubject()).isEqualTo("Nachricht von alice in Vera");
            Clip sound = WavReader.read(office.attached(0));
            assertThat(sound.duration().toMillis()).isEqualTo(left.durationMs());
            assertThat(Goertzel.share(sound.samples(), ALICE_HZ)).isGreaterThan(0.9);
            assertThat(office.taken()).hasSize(1);
        }
    }

    @Test
    void who_it_is_for_sees_a_lamp_hears_in_german_what_there_is_and_deletes_it(Workplace here) throws IOException {
        leavesMessage(here, 1);
        try (var lamp = Sipp.start(here.folder(), platform.sip(), "watches-a-change", FreePorts.one(), LAMP)) {
            platform.log().await(WatchGranted.class, it -> it.lamp().kind() == Lamp.Kind.MAILBOX);
            hearsItAndDeletesIt(here);
            lamp.succeeds();
        }
        platform.holdsNothing();
    }

    private void hearsItAndDeletesIt(Workplace here) throws IOException {
        leavesMessage(here, 2);
        short[] heard;
        try (var vito = Baresip.start(here.inside("vito"), "vito", "vito-fetches-messages", VITO_HZ, platform.sip())
                .registered()) {
            platform.rest().awaitContact("vito");
            vito.dial("*97");
            vito.talks();
            "4711#".chars().forEach(key -> vito.press((char) key));
            platform.log().await(MailboxOpened.class, it -> it.messages() == 2);
            await("the message itself").atMost(Duration.ofSeconds(30)).until(() -> hearsAlice(vito.heard()));
            heard = vito.heard();

            vito.press('3');
            platform.log().await(MessageDeleted.class, it -> true);
            vito.press('*');
            vito.isAlone();
        }
        said(new Words(heard, "de-DE"), "Sie haben", "zwei", "neue Nachrichten", "Nachricht", "eins", "empfangen");
        assertThat(new Words(heard, "de-DE").find("eine neue Nachricht", 0)).isNegative();
        assertThat(new Words(heard, "en-US").find("new messages", 0)).isNegative();
        assertThat(platform.log().ended(platform.log().callTo("*97")).cause()).isEqualTo("voicemail.fetched");
    }

    @Test
    void another_mailbox_is_opened_by_a_code_and_its_pin(Workplace here) {
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                .registered()) {
            platform.rest().awaitContact("alice");
            alice.dial("*98vito");
            alice.talks();
            "4711#".chars().forEach(key -> alice.press((char) key));
            String call = platform.log().callTo("*98vito");
            platform.log().await(MailboxOpened.class, it -> it.callId().equals(call));
            alice.press('*');
            alice.isAlone();
            assertThat(platform.log().ended(call).cause()).isEqualTo("voicemail.fetched");
        }
        platform.holdsNothing();
    }

    /** @param counted how many new ones there are then */
    private void leavesMessage(Workplace here, int counted) {
        try (var alice = Baresip.start(
                        here.inside("alice" + counted), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                .registered()) {
            platform.rest().awaitContact("alice");
            alice.dial("vito");
            alice.talks();
            speaksForThreeSeconds();
            alice.hangUp();
        }
        platform.log().await(MessageLeft.class, it -> it.counts().newMessages() == counted);
    }

    private static boolean hearsAlice(short[] heard) {
        short[] last = Arrays.copyOfRange(heard, Math.max(0, heard.length - 8_000), heard.length);
        return Goertzel.share(last, ALICE_HZ) > 0.9;
    }

    /** One after the other; a voice that speaks a word for the first time may be a little late on a busy machine. */
    private static void said(Words heard, String... words) {
        int end = 0;
        for (String word : words) {
            int at = heard.find(word, Math.max(0, end - 800));
            assertThat(at).as(word + " is heard").isNotNegative();
            assertThat(end == 0 || at - end < 8_000)
                    .as(word + " follows at once")
                    .isTrue();
            end = at + heard.length(word);
        }
    }

    private JsonNode message(String status) {
        await("a message that is " + status)
                .atMost(Duration.ofSeconds(20))
                .until(() -> platform.rest()
                        .messages("Vera")
                        .path(0)
                        .path("status")
                        .asText()
                        .equals(status));
        return platform.rest().messages("Vera").path(0);
    }

    private void speaksForThreeSeconds() {
        await("a message").atMost(Duration.ofSeconds(30)).until(() -> platform.recordedBytes() > THREE_SECONDS);
    }
}
