package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.rtp.Rtcp;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How well the media of a leg gets through. */
class MeasuringSpec {
    private static final int SSRC_A = 0xA;
    private static final int SSRC_B = 0xB;

    private final ByteBuffer out = ByteBuffer.allocate(500);

    private static LegQuality quality(Exchange x, String leg) {
        return x.relay.quality(Exchange.CALL, leg).orElseThrow();
    }

    private static void until(Exchange x, String leg, Predicate<LegQuality> reached) {
        await().atMost(Duration.ofSeconds(5)).until(() -> reached.test(quality(x, leg)));
    }

    private byte[] packet(int sequence, int timestamp, int type, int ssrc) {
        out.clear();
        out.put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
        out.put(new byte[160]);
        return bytes();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private byte[] senderReport(int ssrc, int middleOfNtp) {
        out.clear();
        out.put((byte) 0x80).put((byte) Rtcp.SENDER_REPORT).putShort((short) 6).putInt(ssrc);
        out.putShort((short) 0).putInt(middleOfNtp).putShort((short) 0).put(new byte[12]);
        return bytes();
    }

    private byte[] receiverReport(int of, int lost, int jitter, int answers, int since) {
        out.clear();
        out.put((byte) 0x81)
                .put((byte) Rtcp.RECEIVER_REPORT)
                .putShort((short) 7)
                .putInt(99);
        out.putInt(of)
                .putInt(lost & 0xFFFFFF)
                .putInt(0)
                .putInt(jitter)
                .putInt(answers)
                .putInt(since);
        return bytes();
    }

    @Test
    void nothing_is_measured_of_a_leg_that_is_silent() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            assertThat(quality(x, "a")).isEqualTo(new LegQuality(0, 0, null, null, null, null));
            assertThat(quality(x, "a").isEmpty()).isTrue();
            assertThat(x.relay.quality(Exchange.CALL, "nobody")).isEmpty();
        }
    }

    @Test
    void packets_that_did_not_come_are_counted_of_who_sent_them() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            long before = quality(x, "a").packets();
            for (int i = 0; i < 100; i++) {
                if (i % 10 != 5) {
                    x.phoneA.raw(packet(200 + i, i * 160, 8, 77), x.a.rtpPort(), x.a.address());
                }
            }
            until(x, "a", it -> it.packets() == before + 90);

            LegQuality quality = quality(x, "a");
            assertThat(quality.lost()).isEqualTo(10);
            assertThat(quality.payloadType()).isEqualTo(8);
            assertThat(quality.jitter()).isNotNull();
            assertThat(quality(x, "b").lost()).isZero();
        }
    }

    @Test
    void a_codec_whose_clock_is_not_known_has_no_jitter() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            for (int i = 0; i < 5; i++) {
                x.phoneA.raw(packet(i, i * 960, 111, 77), x.a.rtpPort(), x.a.address());
            }
            until(x, "a", it -> it.packets() == 5);
            assertThat(quality(x, "a").jitter()).isNull();
            assertThat(quality(x, "a").payloadType()).isEqualTo(111);
        }
    }

    @Test
    void keys_are_counted_and_not_timed() throws Exception {
        try (Exchange x = new Exchange(s -> s).known()) {
            x.phoneA.press(x.a, '5', 101);
            until(x, "a", it -> it.packets() > 3);
            assertThat(quality(x, "a").jitter()).isNull();
            assertThat(quality(x, "a").payloadType()).isNull();
        }
    }

    @Test
    void the_party_tells_what_it_misses_of_who_talks_to_it() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            for (int i = 0; i < 20; i++) {
                x.phoneB.talk(x.b);
            }
            x.until("a", LegCounters::forwardedOut, 20);
            x.phoneA.rtcp(receiverReport(SSRC_B, 3, 80, 0, 0), x.a);
            until(x, "a", it -> it.peer() != null);

            assertThat(quality(x, "a").peer()).isEqualTo(new LegQuality.Peer(3, 20, 10_000));
            assertThat(quality(x, "a").roundTripUs()).isNull();
            assertThat(quality(x, "b").peer()).isNull();
        }
    }

    @Test
    void more_than_was_sent_is_never_missed_and_less_than_nothing_neither() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneB.talk(x.b);
            x.until("a", LegCounters::forwardedOut, 1);
            x.phoneA.rtcp(receiverReport(SSRC_B, 0x7FFFFF, -1, 0, 0), x.a);
            until(x, "a", it -> it.peer() != null);
            assertThat(quality(x, "a").peer()).isEqualTo(new LegQuality.Peer(1, 1, Integer.MAX_VALUE - 1));

            x.phoneA.rtcp(receiverReport(SSRC_B, -9, 0, 0, 0), x.a);
            until(x, "a", it -> it.peer() != null && it.peer().lost() == 0);
        }
    }

    @Test
    void what_it_misses_counts_once_however_often_who_talks_to_it_changes_their_source() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            int sent = 0;
            for (int lost = 1; lost <= 6; lost++) {
                x.phoneB.restarts(lost % 2 == 0 ? SSRC_B : SSRC_B + 1, lost * 10_000);
                x.phoneB.talk(x.b);
                x.phoneB.talk(x.b);
                sent += 2;
                x.until("a", LegCounters::forwardedOut, sent);
                int told = lost;
                x.phoneA.rtcp(receiverReport(SSRC_B + 1, told, 8, 0, 0), x.a);
                until(x, "a", it -> it.peer() != null && it.peer().lost() == told);
            }
        }
    }

    @Test
    void what_is_told_of_streams_that_do_not_go_to_a_party_is_not_read() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneA.rtcp(receiverReport(SSRC_A, 3, 80, 0, 0), x.a);
            x.phoneA.rtcp(receiverReport(12345, 3, 80, 0, 0), x.a);
            x.until("a", LegCounters::rtcpIn, 2);
            assertThat(quality(x, "a").peer()).isNull();
        }
    }

    @Test
    void a_report_of_what_the_engine_says_is_read() throws Exception {
        try (Exchange x = new Exchange(s -> s).met()) {
            x.relay.play(Exchange.CALL, "a", new Playback("p", AudioSource.silence()));
            int ssrc = x.phoneA.hear().ssrc();
            x.phoneA.rtcp(receiverReport(ssrc, 0, 8, 0, 0), x.a);
            until(x, "a", it -> it.peer() != null);
            assertThat(quality(x, "a").peer().jitterUs()).isEqualTo(1_000);
        }
    }

    @Test
    void the_round_trip_is_from_the_report_that_went_out_to_its_answer() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            long before = System.nanoTime();
            x.phoneB.rtcp(senderReport(SSRC_B, 0x1234_5678), x.b);
            x.phoneA.hearReport();
            x.phoneA.rtcp(receiverReport(SSRC_B, 0, 0, 0x1234_5678, 0), x.a);
            until(x, "a", it -> it.roundTripUs() != null);

            long most = (System.nanoTime() - before) / 1_000;
            assertThat(quality(x, "a").roundTripUs()).isBetween(0, (int) most);
            assertThat(quality(x, "b").roundTripUs()).isNull();
        }
    }

    @Test
    void an_answer_to_no_report_or_from_before_it_went_out_says_nothing() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneB.rtcp(senderReport(SSRC_B, 0x1234_5678), x.b);
            x.phoneA.hearReport();
            x.phoneA.rtcp(receiverReport(SSRC_B, 0, 0, 0x1111_1111, 0), x.a);
            x.phoneA.rtcp(receiverReport(SSRC_B, 0, 0, 0, 0), x.a);
            x.phoneA.rtcp(receiverReport(SSRC_B, 0, 0, 0x1234_5678, -1), x.a);
            x.until("a", LegCounters::rtcpIn, 3);
            assertThat(quality(x, "a").roundTripUs()).isNull();
        }
    }
}
