package io.ringlog.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReportBlocksSpec {
    private final ByteBuffer out = ByteBuffer.allocate(2_000);
    private final ReportBlocks blocks = new ReportBlocks();

    private void head(int count, int type, int bytes) {
        out.put((byte) (0x80 | count)).put((byte) type).putShort((short) (bytes / 4 - 1));
    }

    private void block(int ssrc, int lost) {
        out.putInt(ssrc).putInt(0x40 << 24 | lost & 0xFFFFFF).putInt(0x1_0005).putInt(80);
        out.putInt(0xABCD_0001).putInt(0x8000);
    }

    private List<Integer> read() {
        ByteBuffer packet = out.flip();
        List<Integer> found = new ArrayList<>();
        blocks.wrap(packet);
        while (blocks.next()) {
            found.add(blocks.ssrc());
            found.add(blocks.lost());
        }
        return found;
    }

    @Test
    void the_blocks_of_all_reports_of_a_compound_are_read() {
        head(2, Rtcp.SENDER_REPORT, 28 + 48);
        out.putInt(7).put(new byte[20]);
        block(1, 5);
        block(2, -3);
        head(1, 202, 12);
        out.putInt(7).putInt(0);
        head(1, Rtcp.RECEIVER_REPORT, 32);
        out.putInt(7);
        block(3, 0x7FFFFF);

        assertThat(Rtcp.is(out.duplicate().flip())).isTrue();
        assertThat(read()).containsExactly(1, 5, 2, -3, 3, 0x7FFFFF);
    }

    @Test
    void a_block_says_jitter_and_what_it_answers() {
        head(1, Rtcp.RECEIVER_REPORT, 32);
        out.putInt(7);
        block(1, 5);
        blocks.wrap(out.flip());
        assertThat(blocks.next()).isTrue();
        assertThat(blocks.jitter()).isEqualTo(80);
        assertThat(blocks.lastSenderReport()).isEqualTo(0xABCD_0001);
        assertThat(blocks.sinceLastSenderReport()).isEqualTo(0x8000);
        assertThat(blocks.next()).isFalse();
    }

    @Test
    void a_report_that_promises_more_blocks_than_it_has_room_for_is_not_read() {
        head(31, Rtcp.RECEIVER_REPORT, 32);
        out.putInt(7);
        block(1, 5);
        assertThat(read()).isEmpty();
    }

    @Test
    void a_report_without_blocks_says_nothing() {
        head(0, Rtcp.RECEIVER_REPORT, 8);
        out.putInt(7);
        assertThat(read()).isEmpty();
    }

    @Test
    void whatever_comes_is_read_within_its_bounds() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x1F);
                bytes[1] = (byte) (200 + random.nextInt(2));
                bytes[2] = 0;
            }
            blocks.wrap(ByteBuffer.wrap(bytes));
            int found = 0;
            while (blocks.next()) {
                found++;
                assertThat(blocks.sinceLastSenderReport()).isNotNegative();
            }
            assertThat(found).isLessThanOrEqualTo(bytes.length / 24);
        }
    }

    @Test
    void a_sender_report_says_when_it_was_sent() {
        head(0, Rtcp.SENDER_REPORT, 28);
        out.putInt(7).putInt(0x1234_5678).putInt(0x9ABC_DEF0).put(new byte[12]);
        ByteBuffer packet = out.flip();
        assertThat(Rtcp.isSenderReport(packet)).isTrue();
        assertThat(Rtcp.middleOfNtp(packet)).isEqualTo(0x5678_9ABC);
        assertThat(Rtcp.isSenderReport(packet.limit(24))).isFalse();
    }
}
