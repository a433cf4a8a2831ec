package io.ringlog.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SealingSpec {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final int SOURCE = 0xCAFE;

    private final SrtpKey key = SrtpKey.random(new SecureRandom());
    private final SrtpSender sender = new SrtpSender(SUITE, key);
    private final SrtpReceiver receiver = new SrtpReceiver(SUITE, key);

    @Test
    void numbers_turn_over_many_times() {
        for (int i = 0; i < 300_000; i += 7_001) {
            byte[] packet = rtp(SOURCE, i);
            assertThat(receiver.open(packet, sender.seal(packet, 172))).isEqualTo(172);
            assertThat(Arrays.copyOf(packet, 172)).isEqualTo(Arrays.copyOf(rtp(SOURCE, i), 172));
        }
    }

    @Test
    void packets_that_overtake_others_are_opened_across_a_turn() {
        byte[][] sealed = new byte[5][];
        for (int i = 0; i < sealed.length; i++) {
            sealed[i] = rtp(SOURCE, 65_533 + i);
            assertThat(sender.seal(sealed[i], 172)).isEqualTo(182);
        }
        for (int i : new int[] {0, 4, 2, 3, 1}) {
            assertThat(receiver.open(sealed[i], 182)).as("packet %d", i).isEqualTo(172);
        }
    }

    @Test
    void what_was_there_is_refused() {
        byte[] packet = rtp(SOURCE, 100);
        int sealed = sender.seal(packet, 172);
        byte[] again = packet.clone();

        assertThat(receiver.open(packet, sealed)).isEqualTo(172);
        assertThat(receiver.open(again, sealed)).isEqualTo(SrtpReceiver.REFUSED);
    }

    @Test
    void what_is_older_than_the_window_is_refused() {
        byte[] old = rtp(SOURCE, 100);
        byte[] young = rtp(SOURCE, 101);
        byte[] next = rtp(SOURCE, 164);
        int sealed = sender.seal(old, 172);
        assertThat(sender.seal(young, 172)).isEqualTo(sealed);
        assertThat(sender.seal(next, 172)).isEqualTo(sealed);

        assertThat(receiver.open(next, sealed)).isEqualTo(172);
        assertThat(receiver.open(old, sealed)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.open(young, sealed)).isEqualTo(172);
        byte[] far = rtp(SOURCE, 5_000);
        assertThat(receiver.open(far, sender.seal(far, 172))).isEqualTo(172);
    }

    @Test
    void no_index_is_used_twice_by_a_sender() {
        assertThat(sender.seal(rtp(SOURCE, 7), 172)).isEqualTo(182);
        assertThat(sender.seal(rtp(SOURCE, 7), 172)).isEqualTo(SrtpSender.REFUSED);
        assertThat(sender.seal(rtp(SOURCE, 5), 172)).isEqualTo(182);
        assertThat(sender.seal(rtp(SOURCE, 65_000), 172))
                .as("before the beginning")
                .isEqualTo(SrtpSender.REFUSED);
    }

    private final SrtpKey next = SrtpKey.random(new SecureRandom());

    /** A sender of whose turns some are over. */
    private static SrtpSender turned(SrtpKey under, int last) {
        SrtpSender made = new SrtpSender(SUITE, under);
        for (int i = 0; i < last; i += 7_001) {
            made.seal(rtp(SOURCE, i), 172);
        }
        return made;
    }

    private void hears(SrtpReceiver by, SrtpSender from, int sequence) {
        byte[] packet = rtp(SOURCE, sequence);
        assertThat(by.open(packet, from.seal(packet, 172)))
                .as("packet %d", sequence)
                .isEqualTo(172);
    }

    @Test
    void turns_go_on_under_a_new_key() {
        for (int i = 0; i < 300_000; i += 7_001) {
            hears(receiver, sender, i);
        }
        SrtpReceiver between = new SrtpReceiver(SUITE, SrtpKey.random(new SecureRandom()));
        between.follows(receiver);
        SrtpReceiver after = new SrtpReceiver(SUITE, next);
        after.follows(between);
        SrtpSender goesOn = turned(next, 300_000);

        hears(after, goesOn, 300_000);
        hears(after, goesOn, 300_001);
        byte[] later = rtp(SOURCE, 330_000);
        int sealed = goesOn.seal(later, 172);
        byte[] again = later.clone();
        assertThat(after.open(later, sealed)).isEqualTo(172);
        assertThat(after.open(again, sealed)).isEqualTo(SrtpReceiver.REFUSED);
    }

    @Test
    void turns_may_begin_anew_under_a_new_key() {
        for (int i = 0; i < 300_000; i += 7_001) {
            hears(receiver, sender, i);
        }
        SrtpReceiver after = new SrtpReceiver(SUITE, next);
        after.follows(receiver);
        SrtpSender anew = new SrtpSender(SUITE, next);

        hears(after, anew, 9);
        hears(after, anew, 10);
        hears(after, anew, 65_535 / 2);
    }

    @Test
    void a_key_that_comes_back_goes_on_where_its_source_is_and_opens_nothing_twice() {
        byte[] first = rtp(SOURCE, 5);
        int sealed = sender.seal(first, 172);
        byte[] again = first.clone();
        assertThat(receiver.open(first, sealed)).isEqualTo(172);
        SrtpReceiver between = new SrtpReceiver(SUITE, next);
        between.follows(receiver);
        SrtpSender under = new SrtpSender(SUITE, next);
        for (int i = 6; i < 300_000; i += 7_001) {
            hears(between, under, i);
        }
        receiver.follows(between);

        assertThat(receiver.open(again, sealed)).isEqualTo(SrtpReceiver.REFUSED);
        hears(receiver, turned(key, 300_000), 300_001);
    }

    @Test
    void more_sources_than_fit_are_not_inherited() {
        for (int round = 0; round < 3; round++) {
            SrtpReceiver other = new SrtpReceiver(SUITE, next);
            SrtpSender from = new SrtpSender(SUITE, next);
            for (int i = 0; i < Indexes.SOURCES_MOST; i++) {
                byte[] packet = rtp(1_000 * round + i, 1);
                assertThat(other.open(packet, from.seal(packet, 172))).isEqualTo(172);
            }
            receiver.follows(other);
        }
        hears(receiver, sender, 1);
    }

    @Test
    void any_bit_that_is_changed_is_found() {
        SplittableRandom random = new SplittableRandom(4);
        byte[] packet = rtp(SOURCE, 9);
        int sealed = sender.seal(packet, 172);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = packet.clone();
            changed[random.nextInt(sealed)] ^= (byte) (1 << random.nextInt(8));
            byte[] before = changed.clone();
            assertThat(receiver.open(changed, sealed)).isEqualTo(SrtpReceiver.REFUSED);
            assertThat(changed).isEqualTo(before);
        }
        assertThat(receiver.open(packet, sealed)).isEqualTo(172);
    }

    @Test
    void a_forged_packet_takes_nobodys_place() {
        byte[] forged = rtp(SOURCE, 30_000);
        assertThat(receiver.open(forged, 182)).isEqualTo(SrtpReceiver.REFUSED);

        byte[] packet = rtp(SOURCE, 1);
        assertThat(receiver.open(packet, sender.seal(packet, 172))).isEqualTo(172);
    }

    @Test
    void only_so_many_sources_have_a_place() {
        for (int i = 0; i < 10_000; i++) {
            byte[] packet = rtp(i, 1);
            int sealed = sender.seal(packet, 172);
            assertThat(sealed).isEqualTo(i < Indexes.SOURCES_MOST ? 182 : SrtpSender.REFUSED);
        }
        SrtpSender other = new SrtpSender(SUITE, key);
        byte[] last = rtp(Indexes.SOURCES_MOST - 1, 2);
        assertThat(receiver.open(last, other.seal(last, 172))).isEqualTo(172);
    }

    @Test
    void reports_of_too_many_sources_are_refused() {
        for (int i = 0; i < 200; i++) {
            byte[] report = report(i);
            int opened = receiver.openReport(report, sender.sealReport(report, 28));
            assertThat(opened).isEqualTo(i < Indexes.SOURCES_MOST ? 28 : SrtpReceiver.REFUSED);
        }
    }

    @Test
    void a_report_is_taken_once_and_unchanged() {
        byte[] report = report(SOURCE);
        int sealed = sender.sealReport(report, 28);
        byte[] changed = report.clone();
        changed[12] ^= 1;
        byte[] clear = report.clone();
        clear[28] &= 0x7F;
        byte[] again = report.clone();

        assertThat(receiver.openReport(changed, sealed)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.openReport(clear, sealed)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.openReport(report, sealed)).isEqualTo(28);
        assertThat(Arrays.copyOf(report, 28)).isEqualTo(Arrays.copyOf(report(SOURCE), 28));
        assertThat(receiver.openReport(again, sealed)).isEqualTo(SrtpReceiver.REFUSED);
    }

    @Test
    void heads_with_sources_and_extensions_stay_readable() {
        byte[] packet = rtp(SOURCE, 3);
        packet[0] = (byte) 0x92;
        packet[22] = 0;
        packet[23] = 2;
        byte[] before = packet.clone();

        assertThat(sender.seal(packet, 172)).isEqualTo(182);

        assertThat(Arrays.copyOf(packet, 32)).isEqualTo(Arrays.copyOf(before, 32));
        assertThat(Arrays.copyOfRange(packet, 32, 172)).isNotEqualTo(Arrays.copyOfRange(before, 32, 172));
        assertThat(receiver.open(packet, 182)).isEqualTo(172);
    }

    @Test
    void what_is_no_packet_is_refused() {
        byte[] packet = rtp(SOURCE, 3);
        assertThat(sender.seal(packet, 11)).isEqualTo(SrtpSender.REFUSED);
        assertThat(sender.seal(new byte[4_096], 2_049)).isEqualTo(SrtpSender.REFUSED);
        assertThat(sender.sealReport(packet, 7)).isEqualTo(SrtpSender.REFUSED);
        assertThat(sender.sealReport(new byte[4_096], 2_049)).isEqualTo(SrtpSender.REFUSED);
        assertThat(receiver.open(packet, 12)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.open(new byte[4_096], 2_049)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.openReport(packet, 21)).isEqualTo(SrtpReceiver.REFUSED);
        assertThat(receiver.openReport(new byte[4_096], 2_049)).isEqualTo(SrtpReceiver.REFUSED);
        packet[0] = 0x40;
        assertThat(sender.seal(packet, 172)).as("another version").isEqualTo(SrtpSender.REFUSED);
        packet[0] = (byte) 0x8F;
        assertThat(sender.seal(packet, 40)).as("sources that are not there").isEqualTo(SrtpSender.REFUSED);
        packet[0] = (byte) 0x90;
        assertThat(sender.seal(packet, 14)).as("half an extension").isEqualTo(SrtpSender.REFUSED);
        packet[14] = 1;
        assertThat(sender.seal(packet, 172)).as("an extension beyond the end").isEqualTo(SrtpSender.REFUSED);
    }

    @Test
    void suites_have_the_names_of_rfc_4568() {
        assertThat(SrtpSuite.named("AES_CM_128_HMAC_SHA1_32")).contains(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(SrtpSuite.named("F8_128_HMAC_SHA1_80")).isEmpty();
    }

    private static byte[] rtp(int source, int sequence) {
        byte[] packet = new byte[256];
        Arrays.fill(packet, 12, 172, (byte) 0x5A);
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(source);
        return packet;
    }

    private static byte[] report(int source) {
        byte[] packet = new byte[64];
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 6)
                .putInt(source)
                .putLong(77);
        return packet;
    }
}
