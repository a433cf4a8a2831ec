package io.ringlog.it.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.ConferenceEvent.ConferenceJoined;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLeft;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceLocked;
import io.ringlog.domain.journal.ConferenceEvent.ConferenceMuted;
import io.ringlog.it.client.Baresip;
import io.ringlog.it.client.NeedsClient;
import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Workplace;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Goertzel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** baresip telephones with a tone each, which is also their spoken name, in rooms with names and with keys. */
@NeedsClient(value = "baresip", from = "baresip-core")
@ExtendWith(OnPlatform.class)
class ConferringByNameIT {
    private static final double ALICE_HZ = 500;
    private static final double BOB_HZ = 900;
    private static final Duration ENOUGH = Duration.ofMillis(2_500);

    private final Platform platform;

    ConferringByNameIT(Platform platform) {
        this.platform = platform;
    }

    private Baresip alice(Workplace here) {
        return phone(here, "alice", "alice-speaks-clearly", ALICE_HZ);
    }

    private Baresip bob(Workplace here) {
        return phone(here, "bob", "bob-listens-closely", BOB_HZ);
    }

    private Baresip phone(Workplace here, String user, String password, double hz) {
        Baresip phone = Baresip.start(here.inside(user), user, password, hz, platform.sip())
                .registered();
        platform.rest().awaitContact(user);
        return phone;
    }

    private static boolean heard(Baresip phone, double hz) {
        short[] sound = phone.heard();
        for (int at = 0; at + Frames.SAMPLES * 5 <= sound.length; at += Frames.SAMPLES * 5) {
            if (Goertzel.share(Arrays.copyOfRange(sound, at, at + Frames.SAMPLES * 5), hz) > 0.8) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_name_that_was_said_at_the_door_is_heard_by_who_is_there(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here)) {
            alice.dial("133");
            alice.talks();
            String first = platform.log().callTo("133");
            platform.log().await(ConferenceJoined.class, it -> it.callId().equals(first));
            bob.dial("133");
            bob.talks();
            ConferenceJoined joined = platform.log()
                    .await(ConferenceJoined.class, it -> !it.callId().equals(first) && it.muted());
            alice.hearsMore(Duration.ofSeconds(6));
            bob.hangUp();
            bob.isAlone();
            platform.log().await(ConferenceLeft.class, it -> it.callId().equals(joined.callId()));
            alice.hangUp();
            alice.isAlone();

            assertThat(heard(alice, BOB_HZ))
                    .as("bob's name, who was muted all the time")
                    .isTrue();
            assertThat(heard(bob, ALICE_HZ))
                    .as("alice, who was muted and told nobody then")
                    .isFalse();
        }
        platform.holdsNothing();
    }

    @Test
    void members_mute_themselves_and_moderators_lock_by_keys(Workplace here) {
        try (var alice = alice(here);
                var bob = bob(here)) {
            alice.dial("132");
            alice.talks();
            String moderator = platform.log().callTo("132");
            alice.hasHeard(Duration.ofMillis(500));
            "4711#".chars().forEach(key -> alice.press((char) key));
            platform.log().await(ConferenceJoined.class, it -> it.callId().equals(moderator) && it.moderator());
            bob.dial("132");
            bob.talks();
            bob.hasHeard(Duration.ofMillis(500));
            bob.press('#');
            List<String> calls = platform.rest().awaitTalkingMembers("Huddle", 2);
            bob.press('*');
            bob.press('6');
            platform.log().await(ConferenceMuted.class, it -> it.callId().equals(calls.getLast()) && it.muted());
            alice.press('*');
            alice.press('7');
            platform.log().await(ConferenceLocked.class, ConferenceLocked::locked);
            bob.hearsMore(ENOUGH);
            bob.press('*');
            bob.press('6');
            platform.log().await(ConferenceMuted.class, it -> it.callId().equals(calls.getLast()) && !it.muted());
            List.of(alice, bob).forEach(it -> it.hearsMore(ENOUGH));
            alice.press('*');
            alice.press('9');
            bob.isAlone();
            assertThat(platform.log().ended(calls.getLast()).cause()).isEqualTo("conference.kicked");
            assertThat(heard(bob, ALICE_HZ)).isTrue();
            alice.hangUp();
            alice.isAlone();
            assertThat(heard(alice, BOB_HZ)).isTrue();
        }
        platform.holdsNothing();
    }
}
