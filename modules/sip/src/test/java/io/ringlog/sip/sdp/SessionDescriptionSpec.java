package io.ringlog.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionDescriptionSpec {
    private static final String OFFER = """
            v=0
            o=alice 53655765 2353687637 IN IP4 192.168.1.7
            s=-
            c=IN IP4 192.168.1.7
            t=0 0
            a=sendonly
            m=audio 49170 RTP/AVP 96 0 8 101
            i=voice
            a=rtpmap:96 opus/48000/2
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=rtcp:49180 IN IP4 192.168.1.7
            a=candidate:1 1 UDP 2130706431 192.168.1.7 49170 typ host
            a=ptime:20
            m=video 51372 RTP/AVP 31
            a=rtpmap:31 H261/90000
            """.replace("\n", "\r\n");

    @Test
    void the_audio_stream_is_read_with_what_the_session_says_for_all() {
        AudioStream audio = SessionDescription.parse(OFFER).audio().orElseThrow();

        assertThat(audio.address()).isEqualTo("192.168.1.7");
        assertThat(audio.port()).isEqualTo(49170);
        assertThat(audio.rtcpPort()).isEqualTo(49180);
        assertThat(audio.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(audio.codecs()).extracting(Codec::name).containsExactly("opus", "PCMU", "PCMA", "telephone-event");
        assertThat(audio.telephoneEvent()).contains(new Codec(101, "telephone-event", 8000, "0-16"));
        assertThat(audio.voice().orElseThrow().payloadType()).isEqualTo(96);
    }

    @Test
    void what_is_read_is_written_as_it_was() {
        assertThat(SessionDescription.parse(OFFER).text()).isEqualTo(OFFER);
    }

    @Test
    void only_codecs_that_are_wanted_are_kept_in_the_order_they_are_wanted_in() {
        String kept = SessionDescription.parse(OFFER)
                .keeping(List.of("pcma", "g729", "opus"))
                .text();

        assertThat(kept)
                .contains(" RTP/AVP 8 96 101\r\n")
                .contains("a=rtpmap:101 telephone-event/8000\r\n", "a=fmtp:101 0-16\r\n", "a=rtpmap:96 opus/48000")
                .doesNotContain("a=rtpmap:0 ")
                .contains("m=video 51372 RTP/AVP 31\r\n", "a=ptime:20\r\n");
        assertThat(SessionDescription.parse(OFFER).keeping(List.of()).text()).isEqualTo(OFFER);
    }

    @Test
    void comfort_noise_goes_with_whatever_is_kept() {
        String plain = "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 18 13 0 97\r\na=fmtp:18 annexb=no\r\n";

        assertThat(SessionDescription.parse(plain).keeping(List.of("pcmu")).text())
                .isEqualTo("v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 0 13\r\n");
    }

    @Test
    void when_nothing_wanted_is_there_nothing_can_be_said() {
        assertThatThrownBy(() -> SessionDescription.parse(OFFER).keeping(List.of("g729")))
                .isInstanceOf(BadSdp.class);
        assertThat(SessionDescription.parse("v=0\r\n").keeping(List.of("g729")).media())
                .isEmpty();
    }

    @Test
    void a_relay_takes_the_audio_refuses_the_rest_and_hides_the_way_around() {
        String moved =
                SessionDescription.parse(OFFER).relocated("10.9.8.7", 30_000).text();

        assertThat(moved)
                .contains("o=alice 53655765 2353687637 IN IP4 10.9.8.7\r\n")
                .contains("m=audio 30000 RTP/AVP 96 0 8 101\r\ni=voice\r\nc=IN IP4 10.9.8.7\r\n")
                .contains("a=rtcp:30001\r\n")
                .contains("m=video 0 RTP/AVP 31\r\n")
                .doesNotContain("192.168.1.7")
                .doesNotContain("candidate");
        assertThat(SessionDescription.parse(moved).audio().orElseThrow().direction())
                .isEqualTo(Direction.SENDONLY);
    }

    @Test
    void relocating_to_ipv6_changes_the_family() {
        assertThat(SessionDescription.parse(OFFER)
                        .relocated("2001:db8::1", 30_000)
                        .text())
                .contains("c=IN IP6 2001:db8::1");
    }

    @Test
    void a_zero_address_is_a_hold_of_old() {
        String held = OFFER.replace("a=sendonly\r\n", "").replace("c=IN IP4 192.168.1.7", "c=IN IP4 0.0.0.0");

        assertThat(SessionDescription.directionOf(held)).isEqualTo(Direction.INACTIVE);
    }

    @Test
    void a_refused_stream_is_no_audio() {
        assertThat(SessionDescription.parse(OFFER.replace("m=audio 49170", "m=audio 0"))
                        .audio())
                .isEmpty();
    }

    @Test
    void broken_descriptions_say_what_is_wrong() {
        for (String broken : List.of(
                "",
                "hello",
                "m=audio 1 RTP/AVP 0\r\n",
                "v=0\r\nm=audio x RTP/AVP 0\r\n",
                "v=0\r\nm=audio 70000 RTP/AVP 0\r\n",
                "v=0\r\nm=audio 1\r\n",
                "v=1\r\n",
                "v=0\r\nq\r\n")) {
            assertThatThrownBy(() -> SessionDescription.parse(broken))
                    .isInstanceOf(BadSdp.class)
                    .hasMessageMatching(".+");
            assertThat(SessionDescription.tryParse(broken)).isEmpty();
        }
        assertThatThrownBy(() -> SessionDescription.parse("v=0\r\n" + "a=x\r\n".repeat(5_000)))
                .isInstanceOf(BadSdp.class);
        assertThat(SessionDescription.directionOf("nonsense")).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void strange_formats_are_left_out() {
        String odd = "v=0\r\nc=IN IP4 1.2.3.4\r\nm=audio 9 RTP/AVP 77 1234 x 0\r\na=rtpmap:77 broken\r\na=rtcp-mux\r\n";
        AudioStream audio = SessionDescription.parse(odd).audio().orElseThrow();

        assertThat(audio.codecs()).containsExactly(Codec.PCMU);
        assertThat(audio.rtcpMux()).isTrue();
        assertThat(audio.rtcpPort()).isEqualTo(10);
    }
}
