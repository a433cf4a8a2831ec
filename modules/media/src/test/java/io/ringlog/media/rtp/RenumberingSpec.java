package io.ringlog.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One stream told under the numbers of another. */
class RenumberingSpec {
    private static final int SOURCE = 0xB;
    private static final int TOLD = 0x77;

    private final Renumbering shifted = shifted();

    private static Renumbering shifted() {
        Renumbering renumbering = new Renumbering();
        renumbering.shift(SOURCE, TOLD, -5, 1_000);
        return renumbering;
    }

    /** 32-bit words in hexadecimal. */
    private static ByteBuffer words(String... lines) {
        String[] words = String.join(" ", lines).split(" ");
        ByteBuffer out = ByteBuffer.allocate(words.length * 4);
        for (String word : words) {
            out.putInt(Integer.parseUnsignedInt(word, 16));
        }
        return out.flip();
    }

    @Test
    void a_packet_goes_on_under_other_numbers() {
        ByteBuffer packet = ByteBuffer.allocate(20);
        packet.put((byte) 0x80).put((byte) 8).putShort((short) 3).putInt(160).putInt(SOURCE);
        packet.rewind();
        RtpView view = new RtpView();
        assertThat(view.wrap(packet)).isTrue();
        shifted.packet(view);
        assertThat(view.ssrc()).isEqualTo(TOLD);
        assertThat(view.sequence()).isEqualTo(0xFFFE);
        assertThat(view.timestamp()).isEqualTo(1_160);
        assertThat(view.payloadType()).isEqualTo(8);
    }

    @Test
    void a_stream_that_is_kept_stays_as_it_is() {
        Renumbering kept = new Renumbering();
        kept.keep(SOURCE);
        ByteBuffer report = words("80C80006 B 1 2 3 4 5");
        kept.sent(report);
        kept.heard(report);
        assertThat(report).isEqualTo(words("80C80006 B 1 2 3 4 5"));
        assertThat(kept.source()).isEqualTo(SOURCE);
    }

    @Test
    void its_sender_reports_and_descriptions_name_it_as_it_is_told() {
        // A sender report, and a description of another and of it with items of 2 and 3 bytes.
        ByteBuffer compound = words("80C80006 B 1 2 3 4 5", "82CA0006 9 01026162 0 B 01036162 63000000");
        shifted.sent(compound);
        assertThat(compound).isEqualTo(words("80C80006 77 1 2 3EB 4 5", "82CA0006 9 01026162 0 77 01036162 63000000"));
    }

    @Test
    void who_leaves_does_not_end_the_stream_that_goes_on() {
        ByteBuffer compound = words("80C90001 B", "82CB0002 9 B");
        shifted.sent(compound);
        assertThat(compound).isEqualTo(words("80C90001 77", "82CB0002 9 B"));
    }

    @Test
    void what_others_say_of_themselves_is_left_alone() {
        ByteBuffer compound = words("80C80006 9 1 2 3 4 5", "80C90001 A");
        shifted.sent(compound);
        assertThat(compound).isEqualTo(words("80C80006 9 1 2 3 4 5", "80C90001 A"));
    }

    @Test
    void what_is_reported_of_it_names_it_as_its_sender_knows_it() {
        // Blocks of another stream and of this, and a wish for a key frame (RFC 4585).
        ByteBuffer compound = words("82C9000D 9", "8 0 64 0 0 0", "77 0 00030002 0 0 0", "81CE0002 9 77");
        shifted.heard(compound);
        assertThat(compound).isEqualTo(words("82C9000D 9", "8 0 64 0 0 0", "B 0 00030007 0 0 0", "81CE0002 9 B"));
    }

    @Test
    void nothing_that_a_stranger_sends_leaves_the_packet() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(16) * 4];
            random.nextBytes(bytes);
            for (int at = 0; at + 4 <= bytes.length; at += 4 * (1 + random.nextInt(3))) {
                bytes[at] = (byte) (0x80 | random.nextInt(32));
                bytes[at + 1] = (byte) (200 + random.nextInt(8));
                bytes[at + 2] = 0;
                bytes[at + 3] = (byte) random.nextInt(9);
            }
            ByteBuffer compound = ByteBuffer.wrap(bytes);
            shifted.sent(compound);
            shifted.heard(compound);
            assertThat(compound.remaining()).isEqualTo(bytes.length);
        }
    }
}
