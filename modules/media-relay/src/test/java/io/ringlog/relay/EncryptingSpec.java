package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.Tone;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.srtp.SrtpKey;
import io.ringlog.media.srtp.SrtpReceiver;
import io.ringlog.media.srtp.SrtpSender;
import io.ringlog.media.srtp.SrtpSuite;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Legs whose media is encrypted on the wire, beside others and among themselves. */
class EncryptingSpec {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final int PLAIN_BYTES = 172;

    private final SecureRandom random = new SecureRandom();
    private final Protection ofA = keys();
    private final RtpStream stream = new RtpStream(0xA, 100, 1000);
    private SrtpSender saysA = new SrtpSender(SUITE, ofA.theirs());
    private SrtpReceiver hearsA = new SrtpReceiver(SUITE, ofA.ours());

    private Protection keys() {
        return new Protection(SUITE, SrtpKey.random(random), SrtpKey.random(random));
    }

    private Exchange connected() throws Exception {
        Exchange x = new Exchange(UnaryOperator.identity());
        x.known();
        tell(x, ofA);
        x.phoneB.talk(x.b);
        x.until("b", LegCounters::packetsIn, 1);
        x.join("a", "b");
        x.settled();
        return x;
    }

    private void tell(Exchange x, Protection keys) {
        x.relay.remote(Exchange.CALL, "a", x.phoneA.media(Payloads.g711(101)).under(keys));
        x.settled();
    }

    private byte[] sealed() {
        byte[] packet = new byte[256];
        stream.write(ByteBuffer.wrap(packet), 0, false, new byte[160], 160);
        return Arrays.copyOf(packet, saysA.seal(packet, PLAIN_BYTES));
    }

    private void talkA(Exchange x, byte[] packet) throws Exception {
        x.phoneA.raw(packet, x.a.rtpPort(), x.a.address(false));
    }

    @Test
    void a_leg_in_the_clear_hears_one_that_is_encrypted() throws Exception {
        try (Exchange x = connected()) {
            talkA(x, sealed());

            assertThat(x.phoneB.hear(heard -> heard.ssrc() == 0xA).payload())
                    .hasSize(160)
                    .containsOnly(0);
        }
    }

    @Test
    void an_encrypted_leg_hears_one_in_the_clear() throws Exception {
        try (Exchange x = connected()) {
            talkA(x, sealed());
            x.until("a", LegCounters::packetsIn, 1);
            x.phoneB.talk(x.b);
            byte[] packet = x.phoneA.hearRaw();

            assertThat(packet).hasSize(PLAIN_BYTES + 10);
            assertThat(hearsA.open(packet, packet.length)).isEqualTo(PLAIN_BYTES);
        }
    }

    private void hearsA(Exchange x) throws Exception {
        byte[] packet = x.phoneA.hearRaw();
        assertThat(hearsA.open(packet, packet.length)).isEqualTo(PLAIN_BYTES);
    }

    @Test
    void numbers_that_leap_do_not_silence_an_encrypted_leg() throws Exception {
        try (Exchange x = connected()) {
            talkA(x, sealed());
            x.until("a", LegCounters::packetsIn, 1);
            RtpStream says = new RtpStream(0xB1, 65_000, 1000);
            for (int i = 0; i < 3; i++) {
                talkB(x, says, 1000 + i);
                hearsA(x);
            }
            for (int number : new int[] {33_002, 1003, 1, 2, 40_000, 3, 32_768, 0}) {
                talkB(x, says, number);
                hearsA(x);
            }
        }
    }

    private static void talkB(Exchange x, RtpStream stream, int sequence) throws Exception {
        byte[] packet = new byte[PLAIN_BYTES];
        stream.adopt(stream.ssrc(), sequence, stream.nextTimestamp());
        stream.write(ByteBuffer.wrap(packet), 0, false, new byte[160], 160);
        x.phoneB.raw(packet, x.b.rtpPort(), x.b.address(false));
    }

    @Test
    void two_encrypted_legs_hear_each_other_under_keys_of_their_own() throws Exception {
        Protection ofB = keys();
        try (Exchange x = connected()) {
            x.relay.remote(
                    Exchange.CALL, "b", x.phoneB.media(Payloads.g711(101)).under(ofB));
            x.settled();
            talkA(x, sealed());
            byte[] packet = x.phoneB.hearRaw();
            int opened = new SrtpReceiver(SUITE, ofB.ours()).open(packet, packet.length);

            assertThat(opened).isEqualTo(PLAIN_BYTES);
            assertThat(Arrays.copyOfRange(packet, 12, PLAIN_BYTES)).containsOnly(0);
        }
    }

    @Test
    void what_is_not_authentic_is_heard_by_nobody_and_teaches_no_address() throws Exception {
        try (Exchange x = connected();
                TestPhone stranger = new TestPhone(700, 0xC)) {
            byte[] forged = sealed();
            forged[40] ^= 1;
            stranger.raw(forged, x.a.rtpPort(), x.a.address(false));
            stranger.talk(x.a);
            x.until("a", LegCounters::unauthentic, 2);
            byte[] first = sealed();
            talkA(x, first);
            talkA(x, first);
            x.until("a", LegCounters::unauthentic, 3);

            assertThat(x.count("a").packetsIn()).isEqualTo(1);
            x.phoneB.talk(x.b);
            assertThat(x.phoneA.hearRaw()).hasSize(PLAIN_BYTES + 10);
            assertThat(stranger.hearsNothingFor(50)).isTrue();
        }
    }

    @Test
    void what_the_platform_plays_is_encrypted_and_goes_on_under_the_same_key() throws Exception {
        try (Exchange x = connected()) {
            talkA(x, sealed());
            x.until("a", LegCounters::packetsIn, 1);
            x.relay.play(Exchange.CALL, "a", new Playback("p", new Tone(440, 8000)));
            byte[] first = x.phoneA.hearRaw();
            tell(x, ofA);
            byte[] next = x.phoneA.hearRaw();

            assertThat(hearsA.open(first, first.length)).isEqualTo(PLAIN_BYTES);
            assertThat(hearsA.open(next, next.length)).isEqualTo(PLAIN_BYTES);
        }
    }

    @Test
    void a_new_key_of_the_party_takes_the_place_of_the_old() throws Exception {
        try (Exchange x = connected()) {
            talkA(x, sealed());
            x.until("a", LegCounters::packetsIn, 1);
            SrtpKey other = SrtpKey.random(random);
            tell(x, new Protection(SUITE, ofA.ours(), other));
            talkA(x, sealed());
            x.until("a", LegCounters::unauthentic, 1);
            saysA = new SrtpSender(SUITE, other);
            talkA(x, sealed());

            x.until("a", LegCounters::packetsIn, 2);
        }
    }

    @Test
    void reports_are_encrypted_too() throws Exception {
        try (Exchange x = connected()) {
            talkA(x, sealed());
            x.until("a", LegCounters::packetsIn, 1);
            x.phoneB.report(x.b);
            byte[] report = x.phoneA.hearReport();
            assertThat(hearsA.openReport(report, report.length)).isPositive();

            byte[] own = Arrays.copyOf(new byte[] {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9}, 64);
            int sealed = saysA.sealReport(own, 8);
            x.phoneA.report(x.a);
            x.phoneA.rtcp(Arrays.copyOf(own, sealed), x.a);
            x.until("a", LegCounters::rtcpIn, 1);
            assertThat(x.count("a").unauthentic()).isEqualTo(1);
        }
    }

    @Test
    void keys_beyond_the_bound_send_nothing() {
        Guard guard = new Guard(ofA);
        for (int i = 1; i < 1_000; i++) {
            guard.use(new Protection(SUITE, SrtpKey.random(random), ofA.theirs()));
            assertThat(guard.seal(plain(i)) != null).as("key %d", i).isEqualTo(i < Guard.KEYS_MOST);
        }
        assertThat(guard.sealReport(plain(1))).isNull();
        guard.use(ofA);
        assertThat(guard.seal(plain(1))).isNotNull();
        assertThat(guard.seal(plain(1))).as("its number was used").isNull();
    }

    @Test
    void a_key_of_theirs_that_comes_back_opens_nothing_twice() {
        Guard guard = new Guard(ofA);
        ByteBuffer first = ByteBuffer.wrap(sealed());
        assertThat(guard.open(first)).isNotNull();
        for (int i = 0; i < 1_000; i++) {
            guard.use(new Protection(SUITE, ofA.ours(), SrtpKey.random(random)));
            assertThat(guard.open(first)).isNull();
            guard.use(ofA);
            assertThat(guard.open(first)).as("change %d", i).isNull();
        }
        assertThat(guard.open(ByteBuffer.wrap(sealed()))).isNotNull();
    }

    @Test
    void what_is_too_long_is_neither_opened_nor_sealed() {
        Guard guard = new Guard(ofA);
        assertThat(guard.open(ByteBuffer.allocate(2_049))).isNull();
        assertThat(guard.openReport(ByteBuffer.allocate(60_000))).isNull();
        assertThat(guard.seal(ByteBuffer.allocate(2_049))).isNull();
        assertThat(guard.sealReport(ByteBuffer.allocate(60_000))).isNull();
    }

    private static ByteBuffer plain(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(PLAIN_BYTES);
        new RtpStream(7, sequence, 0).write(packet, 0, false, new byte[160], 160);
        return packet.flip();
    }
}
