package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.rtp.Rtcp;
import io.ringlog.relay.RelaySettings.Transport;
import io.ringlog.relay.TestPhone.Heard;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A party is told one stream, whoever speaks to it. */
class TellingSpec {

    private static Playback silence(String id) {
        return new Playback(id, AudioSource.silence());
    }

    /** What the engine said is drained, the rest follows. */
    private static Heard lastOfTheEngine(Exchange x) throws Exception {
        x.relay.play(Exchange.CALL, "a", silence("moh"));
        x.until("a", LegCounters::engineOut, 3);
        x.relay.stop(Exchange.CALL, "a");
        x.untilTold("call/a finished moh STOPPED");
        Heard last = x.phoneA.hear();
        for (long i = x.count("a").engineOut(); i > 1; i--) {
            last = x.phoneA.hear();
        }
        return last;
    }

    private static void follows(Heard next, Heard before) {
        assertThat(next.ssrc()).isEqualTo(before.ssrc());
        assertThat(next.sequence()).isEqualTo(before.sequence() + 1 & 0xFFFF);
        assertThat(next.timestamp() - before.timestamp()).isBetween(160, 8_000 * 60);
    }

    @ParameterizedTest
    @EnumSource
    void who_is_talked_to_after_a_sound_hears_the_same_stream_go_on(Transport transport) throws Exception {
        try (Exchange x = new Exchange(s -> s.withTransport(transport)).met()) {
            Heard sound = lastOfTheEngine(x);
            x.join("a", "b");
            x.settled();

            x.phoneB.talk(x.b);
            Heard first = x.phoneA.hear();
            x.phoneB.talk(x.b);
            Heard second = x.phoneA.hear();

            follows(first, sound);
            assertThat(first.marker()).isTrue();
            assertThat(first.sounds(Exchange.HZ_B)).isTrue();
            assertThat(second.marker()).isFalse();
            assertThat(second.sequence()).isEqualTo(first.sequence() + 1 & 0xFFFF);
            assertThat(second.timestamp()).isEqualTo(first.timestamp() + 160);
        }
    }

    @Test
    void a_sound_in_the_middle_of_a_talk_goes_on_in_the_stream_of_the_party() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneB.talk(x.b);
            Heard said = x.phoneA.hear();
            assertThat(said.ssrc()).isEqualTo(0xB);

            x.relay.play(Exchange.CALL, "a", silence("tone"));
            Heard sound = x.phoneA.hear();
            follows(sound, said);
            assertThat(sound.marker()).isTrue();
        }
    }

    @Test
    void a_gap_and_a_late_packet_stay_where_they_were_in_the_stream() throws Exception {
        try (Exchange x = new Exchange(s -> s).met()) {
            Heard sound = lastOfTheEngine(x);
            x.join("a", "b");
            x.settled();
            for (int number : new int[] {500, 503, 502}) {
                x.phoneB.raw(packet(number, 77), x.b.rtpPort(), x.b.address());
            }
            assertThat(x.phoneA.hear().sequence()).isEqualTo(sound.sequence() + 1 & 0xFFFF);
            assertThat(x.phoneA.hear().sequence()).isEqualTo(sound.sequence() + 4 & 0xFFFF);
            assertThat(x.phoneA.hear().sequence()).isEqualTo(sound.sequence() + 3 & 0xFFFF);

            x.relay.play(Exchange.CALL, "a", silence("tone"));
            assertThat(x.phoneA.hear().sequence()).isEqualTo(sound.sequence() + 5 & 0xFFFF);
        }
    }

    private static byte[] packet(int number, int ssrc) {
        ByteBuffer out = ByteBuffer.allocate(172);
        out.put((byte) 0x80).put((byte) 0).putShort((short) number).putInt(number * 160);
        return out.putInt(ssrc).array();
    }

    @Test
    void a_phone_that_begins_anew_goes_on_in_the_stream_it_was_told_in() throws Exception {
        try (Exchange x = new Exchange(s -> s).connected()) {
            x.phoneB.talk(x.b);
            Heard before = x.phoneA.hear();
            x.phoneB.restarts(0xBB, 77);
            x.phoneB.talk(x.b);
            follows(x.phoneA.hear(), before);
        }
    }

    @Test
    void reports_name_the_stream_as_each_side_knows_it() throws Exception {
        try (Exchange x = new Exchange(s -> s).met()) {
            int told = lastOfTheEngine(x).ssrc();
            x.join("a", "b");
            x.settled();
            x.phoneB.raw(packet(500, 0xB), x.b.rtpPort(), x.b.address());
            Heard said = x.phoneA.hear();

            ByteBuffer sender = ByteBuffer.allocate(28);
            sender.put((byte) 0x80)
                    .put((byte) Rtcp.SENDER_REPORT)
                    .putShort((short) 6)
                    .putInt(0xB);
            x.phoneB.rtcp(sender.putInt(16, 500 * 160).array(), x.b);
            ByteBuffer atA = ByteBuffer.wrap(x.phoneA.hearReport());
            assertThat(atA.getInt(4)).isEqualTo(told);
            assertThat(atA.getInt(16)).isEqualTo(said.timestamp());

            ByteBuffer receiver = ByteBuffer.allocate(32);
            receiver.put((byte) 0x81)
                    .put((byte) Rtcp.RECEIVER_REPORT)
                    .putShort((short) 7)
                    .putInt(0xA);
            receiver.putInt(told).putInt(0).putInt(said.sequence());
            x.phoneA.rtcp(receiver.array(), x.a);
            ByteBuffer atB = ByteBuffer.wrap(x.phoneB.hearReport());
            assertThat(atB.getInt(4)).isEqualTo(0xA);
            assertThat(atB.getInt(8)).isEqualTo(0xB);
            assertThat(atB.getInt(16)).isEqualTo(500);
            assertThat(x.relay.quality(Exchange.CALL, "a").orElseThrow().peer()).isNotNull();
        }
    }
}
