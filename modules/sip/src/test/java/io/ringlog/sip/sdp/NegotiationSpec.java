package io.ringlog.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegotiationSpec {
    private static final LocalAudio LOCAL = LocalAudio.at("10.0.0.1", 40_000);

    private static SessionDescription offer(String formats, String... lines) {
        return SessionDescription.parse("v=0\r\no=a 1 1 IN IP4 1.2.3.4\r\ns=-\r\nc=IN IP4 1.2.3.4\r\nt=0 0\r\n"
                + "m=audio 5000 RTP/AVP " + formats + "\r\n" + String.join("\r\n", lines) + "\r\n");
    }

    @Test
    void the_offerers_order_and_numbers_are_kept() {
        SessionDescription answer = Negotiation.answer(offer("18 8 0 97", "a=rtpmap:97 telephone-event/8000"), LOCAL)
                .orElseThrow();

        AudioStream audio = answer.audio().orElseThrow();
        assertThat(audio.codecs()).extracting(Codec::payloadType).containsExactly(8, 0, 97);
        assertThat(audio.address()).isEqualTo("10.0.0.1");
        assertThat(audio.port()).isEqualTo(40_000);
        assertThat(audio.direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void without_a_common_voice_format_there_is_no_answer() {
        assertThat(Negotiation.answer(offer("18 3"), LOCAL)).isEmpty();
        assertThat(Negotiation.answer(offer("101", "a=rtpmap:101 telephone-event/8000"), LOCAL))
                .isEmpty();
        assertThat(Negotiation.answer(SessionDescription.parse("v=0\r\n"), LOCAL))
                .isEmpty();
    }

    @Test
    void encrypted_media_without_a_key_is_not_ours() {
        String text = offer("0").text().replace("RTP/AVP", "RTP/SAVP");

        assertThat(Negotiation.answer(SessionDescription.parse(text), LOCAL)).isEmpty();
    }

    @Test
    void the_first_audio_that_can_be_used_is_taken_and_the_others_are_refused_in_place() {
        SessionDescription offer = SessionDescription.parse("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n"
                + "c=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 40000 RTP/SAVP 0\r\n"
                + "a=crypto:1 F8_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"
                + "m=audio 40002 RTP/AVP 18\r\n"
                + "m=audio 40004 RTP/AVP 0\r\n");

        SessionDescription answer = Negotiation.answer(offer, LOCAL).orElseThrow();

        assertThat(answer.media()).extracting(MediaSection::port).containsExactly(0, 0, 40_000);
        assertThat(Negotiation.usable(offer, Negotiation.ENGINE).orElseThrow().port())
                .isEqualTo(40_004);
        SessionDescription passed = offer.relocated("10.0.0.1", 50_000);
        assertThat(passed.media()).extracting(MediaSection::port).containsExactly(0, 50_000, 0);
        assertThat(offer.audio().orElseThrow().port()).isEqualTo(40_002);
    }

    @Test
    void a_hold_is_mirrored() {
        assertThat(direction("a=sendonly", Direction.SENDRECV)).isEqualTo(Direction.RECVONLY);
        assertThat(direction("a=recvonly", Direction.SENDRECV)).isEqualTo(Direction.SENDONLY);
        assertThat(direction("a=inactive", Direction.SENDRECV)).isEqualTo(Direction.INACTIVE);
        assertThat(direction("a=sendrecv", Direction.SENDONLY)).isEqualTo(Direction.SENDONLY);
        assertThat(direction("a=sendonly", Direction.SENDONLY)).isEqualTo(Direction.INACTIVE);
    }

    private static Direction direction(String asked, Direction wanted) {
        return Negotiation.answer(offer("0", asked), LOCAL.going(wanted))
                .flatMap(SessionDescription::audio)
                .orElseThrow()
                .direction();
    }

    @Test
    void other_streams_are_refused_in_their_place() {
        SessionDescription offer = SessionDescription.parse(
                "v=0\r\nc=IN IP4 1.2.3.4\r\nm=video 9 RTP/AVP 31\r\nm=audio 5000 RTP/AVP 0\r\nm=audio 7 RTP/AVP 0\r\n");

        SessionDescription answer = Negotiation.answer(offer, LOCAL).orElseThrow();

        assertThat(answer.media()).extracting(MediaSection::port).containsExactly(0, 40_000, 0);
    }

    @Test
    void an_offer_of_ours_reads_back() {
        SessionDescription offer = Negotiation.offer(LOCAL);

        assertThat(SessionDescription.parse(offer.text())).isEqualTo(offer);
        assertThat(offer.audio().orElseThrow().codecs())
                .isEqualTo(List.of(Codec.PCMU, Codec.PCMA, Codec.TELEPHONE_EVENT));
        assertThat(offer.text()).contains("o=ringlog 40000 1 IN IP4 10.0.0.1").contains("a=ptime:20");
    }

    @Test
    void a_later_offer_goes_on_with_the_session_and_keeps_its_streams() {
        SessionDescription before = SessionDescription.parse("v=0\r\no=phone 77 9 IN IP4 1.2.3.4\r\ns=-\r\nt=0 0\r\n"
                + "m=video 0 RTP/AVP 31\r\nm=audio 5000 RTP/AVP 9 0\r\nm=audio 7 RTP/AVP 0\r\n");

        SessionDescription again = Negotiation.offerAgain(before, LOCAL);

        assertThat(again.text()).contains("o=phone 77 10 IN IP4 1.2.3.4\r\n").contains("c=IN IP4 10.0.0.1");
        assertThat(again.media()).extracting(MediaSection::type).containsExactly("video", "audio", "audio");
        assertThat(again.media()).extracting(MediaSection::port).containsExactly(0, 40_000, 0);
        assertThat(Negotiation.offerAgain(again, LOCAL).text()).contains("o=phone 77 11 IN IP4 1.2.3.4");
    }

    @Test
    void an_answer_goes_on_with_the_session_too() {
        SessionDescription before = offer("0");

        SessionDescription answer =
                Negotiation.answer(offer("0"), LOCAL).orElseThrow().following(before);

        assertThat(answer.text()).contains("o=a 1 2 IN IP4 1.2.3.4\r\n").doesNotContain("o=ringlog");
    }

    @Test
    void an_origin_that_cannot_be_counted_on_begins_a_new_session() {
        SessionDescription odd = SessionDescription.parse("v=0\r\no=a one two IN IP4 1.2.3.4\r\nt=0 0\r\n");

        assertThat(Negotiation.offerAgain(odd, LOCAL).text())
                .contains("o=ringlog 40000 1 ")
                .contains("m=audio 40000");
    }

    @Test
    void of_digits_in_two_times_those_of_telephony_are_used() {
        Codec fast = new Codec(110, "telephone-event", 48_000, null);
        Codec ours = new Codec(126, "Telephone-Event", 8000, null);

        assertThat(Codec.digits(List.of(Codec.PCMU, fast, ours, Codec.TELEPHONE_EVENT)))
                .contains(ours);
        assertThat(Codec.digits(List.of(fast, Codec.PCMU))).contains(fast);
        assertThat(Codec.digits(List.of(Codec.PCMU))).isEmpty();
    }
}
