package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.dtmf.TelephoneEvent;
import io.ringlog.relay.TestPhone.Heard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that come beside the media of a leg reach whom it talks to, and so do keys that its media has no number for. */
class KeysSpec {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static TelephoneEvent event(Heard heard) {
        return TelephoneEvent.read(ByteBuffer.wrap(heard.payload()), 0);
    }

    /** The keys that were told, each by its first end. */
    private static List<Heard> ends(TestPhone phone, int keys) throws Exception {
        List<Heard> ends = new ArrayList<>();
        while (ends.size() < keys) {
            Heard end = phone.hear(it -> it.payloadType() == 101 && event(it).end());
            if (ends.isEmpty() || ends.getLast().timestamp() != end.timestamp()) {
                ends.add(end);
            }
        }
        return ends;
    }

    @Test
    void a_key_beside_the_media_is_told_as_a_telephone_event() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.pressed(Exchange.CALL, "a", '7', 100);

            Heard first = x.phoneB.hear(it -> it.payloadType() == 101);
            assertThat(first.marker()).isTrue();
            assertThat(event(first)).isEqualTo(new TelephoneEvent(7, false, 10, 160));
            Heard end = x.phoneB.hear(it -> event(it).end());
            assertThat(event(end)).isEqualTo(new TelephoneEvent(7, true, 10, 800));
            assertThat(end.timestamp()).isEqualTo(first.timestamp());
            assertThat(end.ssrc()).isEqualTo(first.ssrc()).isNotEqualTo(0xA);
        }
    }

    @Test
    void whom_a_party_talks_to_is_heard_again_after_it() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.pressed(Exchange.CALL, "a", '#', 60);
            ends(x.phoneB, 1);
            await().atMost(PATIENCE).until(() -> {
                x.phoneA.talk(x.a);
                return x.phoneB.hear(it -> it.payloadType() != 101).sounds(Exchange.HZ_A);
            });
        }
    }

    @Test
    void keys_come_one_after_the_other_with_a_pause_between() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            "123".chars().forEach(key -> x.relay.pressed(Exchange.CALL, "a", (char) key, 60));

            List<Heard> ends = ends(x.phoneB, 3);

            assertThat(ends).extracting(it -> event(it).code()).containsExactly(1, 2, 3);
            assertThat(ends.get(1).timestamp() - ends.get(0).timestamp()).isGreaterThanOrEqualTo((60 + 60) * 8);
        }
    }

    @Test
    void of_a_flood_a_few_wait_and_the_rest_is_lost() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            for (int i = 0; i < 1_000; i++) {
                x.relay.pressed(Exchange.CALL, "a", '5', 60_000);
            }
            x.settled();

            assertThat(x.count("b").suppressed()).isGreaterThanOrEqualTo(1_000 - Keys.MOST - 1);
            Heard end = ends(x.phoneB, 1).getFirst();
            assertThat(event(end).duration())
                    .as("no key lasts longer than half a second")
                    .isEqualTo(500 * 8);
        }
    }

    @Test
    void a_key_of_no_time_lasts_long_enough_to_be_heard() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.pressed(Exchange.CALL, "a", '5', 0);
            assertThat(event(ends(x.phoneB, 1).getFirst()).duration()).isEqualTo(60 * 8);
        }
    }

    @Test
    void a_key_waits_until_what_is_played_is_over() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.play(Exchange.CALL, "b", new Playback("music", AudioSource.silence()));
            x.relay.pressed(Exchange.CALL, "a", '5', 60);
            x.phoneB.hear(it -> it.payloadType() == 0);
            x.relay.stop(Exchange.CALL, "b");
            assertThat(event(ends(x.phoneB, 1).getFirst()).code()).isEqualTo(5);
        }
    }

    @Test
    void who_goes_on_hold_or_leaves_the_talk_is_told_nothing_more() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            RemoteMedia held = x.phoneB.media(Payloads.g711(101));
            x.remote("b", new RemoteMedia(held.rtp(), held.rtcp(), false, held.payloads(), Direction.SENDONLY, null));
            x.relay.pressed(Exchange.CALL, "a", '5', 60);
            x.until("b", LegCounters::unsent, 1);
            x.relay.leave(Exchange.CALL, "b");
            x.settled();
            x.relay.pressed(Exchange.CALL, "a", '6', 60);
            x.settled();
            assertThat(x.phoneB.hearsNothingFor(200)).isTrue();
            assertThat(x.events.lines).noneMatch(it -> it.contains("untold"));
        }
    }

    @Test
    void a_party_whose_media_has_no_events_is_to_be_told_by_other_means() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.remote("b", x.phoneB.media(Payloads.g711(Payloads.NO_EVENTS)));
            x.relay.pressed(Exchange.CALL, "a", '9', 160);
            await().atMost(PATIENCE).until(() -> x.events.lines.contains("call/b untold 9 160"));

            x.phoneA.press(x.a, '4', 101);
            await().atMost(PATIENCE).until(() -> x.events.lines.contains("call/b untold 4 80"));
            assertThat(x.events.lines).filteredOn(it -> it.contains("untold")).hasSize(2);
        }
    }

    @Test
    void a_key_is_told_once_where_the_platform_listens_too() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.listenForDigits(Exchange.CALL, "a", true);
            x.remote("b", x.phoneB.media(Payloads.g711(Payloads.NO_EVENTS)));
            x.phoneA.press(x.a, '4', 101);
            await().atMost(PATIENCE).until(() -> x.events.lines.contains("call/b untold 4 80"));
            x.settled();
            assertThat(x.events.lines)
                    .filteredOn(it -> it.contains(" 4 "))
                    .containsExactly("call/a digit 4 80", "call/b untold 4 80");
        }
    }

    @Test
    void who_sends_each_key_by_both_ways_types_it_once() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneA.press(x.a, '4', 101);
            x.phoneB.hear(it -> it.payloadType() == 101 && event(it).end());
            x.relay.pressed(Exchange.CALL, "a", '4', 80);
            x.until("a", LegCounters::suppressed, 1);

            x.remote("b", x.phoneB.media(Payloads.g711(Payloads.NO_EVENTS)));
            x.phoneA.press(x.a, '6', 101);
            x.relay.pressed(Exchange.CALL, "a", '6', 80);
            x.until("a", LegCounters::suppressed, 2);
            await().atMost(PATIENCE).until(() -> x.events.lines.contains("call/b untold 6 80"));
            assertThat(x.events.lines).filteredOn(it -> it.contains("untold")).hasSize(1);
        }
    }

    @Test
    void who_sends_no_events_any_more_is_heard_beside_the_media_again() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneA.press(x.a, '4', 101);
            x.phoneB.hear(it -> it.payloadType() == 101 && event(it).end());
            x.remote("a", x.phoneA.media(Payloads.g711(Payloads.NO_EVENTS)));
            x.relay.pressed(Exchange.CALL, "a", '7', 60);
            x.phoneB.hear(it -> it.payloadType() == 101 && event(it).code() == 7);
        }
    }

    @Test
    void how_a_party_sends_its_keys_is_seen_anew_in_the_next_talk() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneA.press(x.a, '4', 101);
            x.phoneB.hear(it -> it.payloadType() == 101 && event(it).end());
            x.relay.leave(Exchange.CALL, "a");
            x.join("a", "b");
            x.settled();
            x.relay.pressed(Exchange.CALL, "a", '7', 60);
            x.phoneB.hear(it -> it.payloadType() == 101 && event(it).code() == 7);
        }
    }

    @Test
    void what_a_muted_party_presses_is_kept_from_the_other() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.relay.mute(Exchange.CALL, "a", true);
            x.relay.pressed(Exchange.CALL, "a", '5', 60);
            x.until("a", LegCounters::suppressed, 1);
        }
    }
}
