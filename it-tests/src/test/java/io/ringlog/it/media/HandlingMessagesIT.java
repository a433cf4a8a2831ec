package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.CallEvent.TalkJoined;
import io.ringlog.domain.journal.VoicemailEvent.MailboxOpened;
import io.ringlog.domain.journal.VoicemailEvent.MessageLeft;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.WavReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wim has a message of Alice's: he passes it on to Wanda's mailbox, and calls Alice back from it. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class HandlingMessagesIT {
    private static final double ALICE_HZ = 500;
    private static final double WIM_HZ = 1_700;
    private static final long MORE_THAN_TWO_SECONDS = 40_000;

    private final Platform platform;

    HandlingMessagesIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_message_is_passed_on_and_answered_by_a_call(Workplace here) throws IOException {
        try (var alice = Baresip.start(here.inside("alice"), "alice", "alice-speaks-clearly", ALICE_HZ, platform.sip())
                .registered()) {
            platform.rest().awaitContact("alice");
            MessageLeft left = leavesMessage(alice);
            try (var wim = Baresip.start(here.inside("wim"), "wim", "wim-answers-by-a-call", WIM_HZ, platform.sip())
                    .registered()) {
                platform.rest().awaitContact("wim");
                wim.dial("*97");
                wim.talks();
                platform.log().await(MailboxOpened.class, it -> it.mailboxId().equals(left.mailboxId()));
                passesOn(wim, left);
                callsBack(wim, alice);
            }
        }
        platform.holdsNothing();
    }

    private void passesOn(Baresip wim, MessageLeft left) throws IOException {
        "4110#".chars().forEach(key -> wim.press((char) key));
        MessageLeft passedOn =
                platform.log().await(MessageLeft.class, it -> !it.mailboxId().equals(left.mailboxId()));
        assertThat(passedOn.from()).isEqualTo(left.from());
        assertThat(passedOn.durationMs()).isEqualTo(left.durationMs());
        Clip sound = WavReader.read(platform.rest().audio("Wanda", passedOn.messageId()));
        assertThat(Goertzel.share(sound.samples(), ALICE_HZ)).isGreaterThan(0.9);
    }

    private void callsBack(Baresip wim, Baresip alice) {
        wim.press('6');
        String fetching = platform.log().callTo("*97");
        platform.log().await(TalkJoined.class, it -> it.callId().equals(fetching));
        wim.hearsMore(Duration.ofMillis(1_500));
        short[] heard = wim.heardSoFar();
        short[] last = Arrays.copyOfRange(heard, heard.length - Frames.SAMPLES_PER_SECOND / 2, heard.length);
        assertThat(Goertzel.share(last, ALICE_HZ)).as("Alice herself").isGreaterThan(0.9);
        alice.hangUp();
        wim.isAlone();
        platform.log().ended(fetching);
    }

    private MessageLeft leavesMessage(Baresip alice) {
        alice.dial("wim");
        alice.talks();
        await("a message").atMost(Duration.ofSeconds(30)).until(() -> platform.recordedBytes() > MORE_THAN_TWO_SECONDS);
        alice.hangUp();
        alice.isAlone();
        String call = platform.log().callTo("wim");
        return platform.log().await(MessageLeft.class, it -> it.callId().equals(call));
    }
}
