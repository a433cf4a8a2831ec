package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.RecordingEvent.RecordingConsentAnswered;
import io.ringlog.domain.journal.RecordingEvent.RecordingConsentAsked;
import io.ringlog.domain.journal.RecordingEvent.RecordingKept;
import io.ringlog.domain.journal.RecordingEvent.RecordingRefused;
import io.ringlog.domain.journal.RecordingEvent.RecordingStarted;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Olga's calls are recorded always, and her account has everybody asked by a key before. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class ConsentIT {
    private final Platform platform;

    ConsentIT(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void all_are_asked() {
        platform.rest().changeAccount("{\"recording_consent\": \"key\"}");
    }

    @AfterEach
    void nobody_is_asked_any_more() {
        platform.rest().changeAccount("{\"recording_consent\": \"none\"}");
    }

    private Baresip phone(Workplace here, String user, String password, double hz) {
        Baresip phone = Baresip.start(here.inside(user), user, password, hz, platform.sip())
                .registered();
        platform.rest().awaitContact(user);
        return phone;
    }

    private String talk(Baresip alice, Baresip olga) {
        alice.dial("108");
        alice.talks();
        olga.talks();
        String call = platform.log().callTo("108");
        asked(call, "a");
        asked(call, "b1");
        alice.hasHeard(Duration.ofMillis(500));
        return call;
    }

    private void asked(String call, String leg) {
        platform.log()
                .await(
                        RecordingConsentAsked.class,
                        it -> call.equals(it.callId()) && it.legId().equals(leg));
    }

    private void answered(String call, String leg, boolean given) {
        platform.log()
                .await(
                        RecordingConsentAnswered.class,
                        it -> call.equals(it.callId()) && it.legId().equals(leg) && it.given() == given);
    }

    @Test
    void a_talk_is_recorded_from_when_both_have_agreed(Workplace here) {
        try (var alice = phone(here, "alice", "alice-speaks-clearly", 500);
                var olga = phone(here, "olga", "olga-is-recorded", 1_300)) {
            String call = talk(alice, olga);
            alice.press('1');
            answered(call, "a", true);
            assertThat(platform.log()
                            .any(RecordingStarted.class, it -> it.callId().equals(call)))
                    .isFalse();
            olga.press('1');
            answered(call, "b1", true);
            platform.log().await(RecordingStarted.class, it -> it.callId().equals(call));
            alice.hearsMore(Duration.ofSeconds(2));
            alice.hangUp();
            olga.isAlone();
            var kept =
                    platform.log().await(RecordingKept.class, it -> it.callId().equals(call));
            assertThat(kept.durationMs()).isPositive();
            assertThat(platform.rest().why(call)).contains("agrees to be recorded");
        }
        platform.holdsNothing();
    }

    @Test
    void a_talk_that_one_refuses_to_have_recorded_is_not(Workplace here) {
        try (var alice = phone(here, "alice", "alice-speaks-clearly", 500);
                var olga = phone(here, "olga", "olga-is-recorded", 1_300)) {
            String call = talk(alice, olga);
            alice.press('2');
            answered(call, "a", false);
            platform.log()
                    .await(
                            RecordingRefused.class,
                            it -> call.equals(it.callId()) && it.code().equals("recording.no-consent"));
            alice.hangUp();
            olga.isAlone();
            assertThat(platform.log().ended(call).cdr().recordings()).isNull();
        }
        platform.holdsNothing();
    }
}
