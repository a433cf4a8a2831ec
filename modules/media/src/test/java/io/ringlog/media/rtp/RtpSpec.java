package io.ringlog.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtpSpec {
    private final RtpView view = new RtpView();

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void a_packet_is_read_field_by_field() {
        assertThat(view.wrap(bytes("80 88 1234 00000A0B DEADBEEF 010203"))).isTrue();
        assertThat(view.marker()).isTrue();
        assertThat(view.payloadType()).isEqualTo(8);
        assertThat(view.sequence()).isEqualTo(0x1234);
        assertThat(view.timestamp()).isEqualTo(0x0A0B);
        assertThat(view.ssrc()).isEqualTo(0xDEADBEEF);
        assertThat(view.payload()).containsExactly(1, 2, 3);
    }

    @Test
    void contributing_sources_extension_and_padding_are_no_payload() {
        String oneSource = "11111111";
        String extension = "BEDE 0001 22222222";
        String padding = "0003".substring(0, 2) + "0003";
        assertThat(view.wrap(bytes("B1 00 0001 00000001 00000001" + oneSource + extension + "AABB" + padding)))
                .isTrue();
        assertThat(view.payload()).containsExactly(0xAA, 0xBB);
        assertThat(view.marker()).isFalse();
    }

    @Test
    void what_is_no_rtp_is_refused() {
        assertThat(view.wrap(bytes("80 00 0001"))).as("too short").isFalse();
        assertThat(view.wrap(bytes("40 00 0001 00000001 00000001")))
                .as("version 1")
                .isFalse();
        assertThat(view.wrap(bytes("8F 00 0001 00000001 00000001")))
                .as("15 sources claimed")
                .isFalse();
        assertThat(view.wrap(bytes("90 00 0001 00000001 00000001 BEDE")))
                .as("half an extension")
                .isFalse();
        assertThat(view.wrap(bytes("90 00 0001 00000001 00000001 BEDE FFFF 00")))
                .as("a huge extension")
                .isFalse();
        assertThat(view.wrap(bytes("A0 00 0001 00000001 00000001 FF")))
                .as("too much padding")
                .isFalse();
    }

    @Test
    void rewriting_the_payload_type_keeps_the_marker() {
        ByteBuffer packet = bytes("80 E5 0001 00000001 00000001");
        view.wrap(packet);
        view.payloadType(96);
        assertThat(view.payloadType()).isEqualTo(96);
        assertThat(view.marker()).isTrue();
        assertThat(packet.get(1) & 0xFF).isEqualTo(0xE0);
    }

    @Test
    void a_table_translates_the_payload_alone() {
        byte[] next = new byte[256];
        for (int i = 0; i < 256; i++) {
            next[i] = (byte) (i + 1);
        }
        view.wrap(bytes("80 00 0001 00000001 00000001 00 7F FF"));
        view.translatePayload(next);
        assertThat(view.payload()).containsExactly(1, 0x80, 0);
        assertThat(view.ssrc()).isEqualTo(1);
    }

    @Test
    void a_stream_counts_on_and_wraps() {
        RtpStream stream = new RtpStream(7, 0xFFFF, -160);
        ByteBuffer out = ByteBuffer.allocate(64);
        stream.write(out, 0, true, new byte[] {1}, 160);
        view.wrap(out.flip());
        assertThat(view.sequence()).isEqualTo(0xFFFF);
        assertThat(view.timestamp()).isEqualTo(-160);
        assertThat(view.ssrc()).isEqualTo(stream.ssrc()).isEqualTo(7);
        assertThat(view.marker()).isTrue();

        stream.skip(320);
        out.clear();
        stream.write(out, 0, false, new byte[] {2}, 160);
        view.wrap(out.flip());
        assertThat(view.sequence()).isZero();
        assertThat(view.timestamp()).isEqualTo(320);
        assertThat(view.marker()).isFalse();
        assertThat(stream.nextSequence()).isEqualTo(1);
        assertThat(stream.nextTimestamp()).isEqualTo(480);
    }

    @Test
    void what_is_passed_on_first_gives_a_stream_its_numbers() {
        RtpStream stream = new RtpStream(7, 50, 12_345);
        stream.adopt(8, 40, 160);
        stream.passed(40, 320);
        assertThat(stream.ssrc()).isEqualTo(8);
        assertThat(stream.nextSequence()).isEqualTo(41);
        assertThat(stream.nextTimestamp()).isEqualTo(320);

        stream.passed(39, 160);
        assertThat(stream.nextSequence()).as("after a late one").isEqualTo(41);
        stream.passed(0xFF00, 9_000);
        assertThat(stream.nextSequence()).as("after a new beginning").isEqualTo(0xFF01);
        assertThat(stream.nextTimestamp()).isEqualTo(9_000);
    }

    @Test
    void rtcp_is_told_from_rtp() {
        ByteBuffer report = bytes("80 C9 0001 CAFEBABE");
        assertThat(Rtcp.is(report)).isTrue();
        assertThat(Rtcp.type(report)).isEqualTo(Rtcp.RECEIVER_REPORT);
        assertThat(Rtcp.ssrc(report)).isEqualTo(0xCAFEBABE);
        assertThat(Rtcp.is(bytes("81 C8 0001 CAFEBABE 81 CB 0001 CAFEBABE")))
                .as("a compound")
                .isTrue();
        assertThat(Rtcp.is(bytes("80 C9 0009 CAFEBABE")))
                .as("a length beyond the end")
                .isFalse();
        assertThat(Rtcp.is(bytes("80 C9 0001 CAFEBABE 00CB0000")))
                .as("no version after")
                .isFalse();
        assertThat(Rtcp.is(bytes("80 C9 0000"))).as("no SSRC").isFalse();
        assertThat(Rtcp.is(bytes("80 C9 0001 CAFEBABE 80"))).as("a stray byte").isFalse();
        assertThat(Rtcp.hasTypeOfRtcp(bytes("80 00 0001"))).as("PCMU").isFalse();
        assertThat(Rtcp.hasTypeOfRtcp(bytes("80 E0 0001")))
                .as("marker and type 96")
                .isFalse();
        assertThat(Rtcp.hasTypeOfRtcp(bytes("00 C9"))).as("no version").isFalse();
        assertThat(Rtcp.hasTypeOfRtcp(bytes("80"))).isFalse();
    }
}
