package io.ringlog.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.WebRtcTerms.Place;
import io.ringlog.sip.sdp.WebRtcTerms.Setup;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of browsers (RFC 8829) in the words of plain RTP, and ours in those of browsers. */
class BrowserMediaSpec {
    private static final String HASH = "AB:".repeat(31) + "CD";

    /** As Chromium says it, some formats and candidates fewer. */
    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "a=group:BUNDLE 0 1",
            "a=extmap-allow-mixed",
            "a=msid-semantic: WMS stream",
            "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 13 110 126",
            "c=IN IP4 0.0.0.0",
            "a=rtcp:9 IN IP4 0.0.0.0",
            "a=candidate:1 1 udp 2113937151 f1.local 54400 typ host generation 0",
            "a=ice-ufrag:aB+/",
            "a=ice-pwd:0123456789012345678901",
            "a=ice-options:trickle",
            "a=fingerprint:sha-1 AA:BB",
            "a=fingerprint:sha-256 " + HASH,
            "a=setup:actpass",
            "a=mid:0",
            "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "a=sendrecv",
            "a=msid:stream track",
            "a=rtcp-mux",
            "a=rtcp-rsize",
            "a=rtpmap:111 opus/48000/2",
            "a=rtcp-fb:111 transport-cc",
            "a=fmtp:111 minptime=10;useinbandfec=1",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:13 CN/8000",
            "a=rtpmap:110 telephone-event/48000",
            "a=rtpmap:126 telephone-event/8000",
            "a=ssrc:1 cname:x",
            "m=video 9 UDP/TLS/RTP/SAVPF 96",
            "c=IN IP4 0.0.0.0",
            "a=mid:1",
            "a=rtpmap:96 VP8/90000",
            "");

    private static final WebRtcTerms OURS =
            new WebRtcTerms("ours", "p".repeat(24), "sha-256 " + HASH, Setup.PASSIVE, List.of("0", "1"));

    private static SessionDescription read(String text) {
        return SessionDescription.parse(text);
    }

    @Test
    void what_a_browser_says_of_its_way_is_read() {
        WebRtcTerms terms = read(OFFER).webRtc().orElseThrow();

        assertThat(terms)
                .isEqualTo(new WebRtcTerms(
                        "aB+/", "0123456789012345678901", "sha-256 " + HASH, Setup.ACTPASS, List.of("0", "1")));
        assertThat(terms.toString()).doesNotContain("0123456789");
    }

    @Test
    void it_may_stand_before_all_streams() {
        String moved = OFFER.replace("a=ice-ufrag:aB+/\r\n", "")
                .replace("a=fingerprint:sha-256 " + HASH + "\r\n", "")
                .replace("a=setup:actpass\r\n", "")
                .replace("t=0 0", "t=0 0\r\na=ice-ufrag:aB+/\r\na=fingerprint:SHA-256 x\r\na=setup:active");

        WebRtcTerms terms = read(moved).webRtc().orElseThrow();
        assertThat(terms.setup()).isEqualTo(Setup.ACTIVE);
        assertThat(terms.fingerprint()).isEqualTo("SHA-256 x");
        assertThat(read(moved.replace("a=setup:active", "a=setup:passive"))
                        .webRtc()
                        .orElseThrow()
                        .setup())
                .isEqualTo(Setup.PASSIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=ice-ufrag:aB+/",
                "a=ice-pwd:0123456789012345678901",
                "a=fingerprint:sha-256",
                "a=setup:actpass",
                "a=rtcp-mux"
            })
    void without_a_part_of_it_there_is_no_way(String part) {
        assertThat(read(OFFER.replace(part, "a=x")).webRtc()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=ice-ufrag:abc",
                "a=ice-ufrag:with space",
                "a=ice-pwd:short",
                "a=setup:holdconn",
                "m=audio 9 RTP/AVP 0",
                "m=audio 0 UDP/TLS/RTP/SAVPF 0"
            })
    void what_cannot_be_used_is_no_way(String line) {
        String name = line.substring(0, line.indexOf(line.startsWith("a=") ? ':' : ' '));
        String changed = OFFER.replaceFirst("(?m)^" + name + ".*$", line);

        assertThat(changed).isNotEqualTo(OFFER);
        assertThat(read(changed).webRtc()).isEmpty();
    }

    @Test
    void in_plain_rtp_only_what_every_phone_understands_is_left() {
        SessionDescription plain = read(OFFER).inPlainRtp("192.0.2.7");

        assertThat(plain.media().getFirst().protocol()).isEqualTo("RTP/AVP");
        assertThat(plain.media().getFirst().formats()).containsExactly("111", "0", "8", "13", "126");
        assertThat(plain.text().split("m=video")[0])
                .contains("c=IN IP4 192.0.2.7", "a=sendrecv", "a=rtpmap:111 opus", "a=fmtp:111 minptime")
                .doesNotContain(
                        "ice", "setup", "fingerprint", "candidate", "mid", "ssrc", "rtcp", "BUNDLE", "/48000\r");
        assertThat(plain.audio().orElseThrow().address()).isEqualTo("192.0.2.7");
        assertThat(plain.audio().orElseThrow().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(plain.media()).hasSize(2);
        assertThat(read(OFFER.replace("a=sendrecv\r\n", "").replace("t=0 0", "t=0 0\r\na=sendonly"))
                        .inPlainRtp("2001:db8::1")
                        .audio()
                        .orElseThrow())
                .matches(it ->
                        it.direction() == Direction.SENDONLY && it.address().equals("2001:db8::1"));
    }

    @Test
    void our_answer_is_one_that_a_browser_takes() {
        SessionDescription plain = Negotiation.answer(
                        read(OFFER).inPlainRtp("192.0.2.7"), LocalAudio.at("192.0.2.1", 30_000))
                .orElseThrow();

        SessionDescription answer =
                OURS.describe(plain, List.of(new Place("192.0.2.1", 30_000), new Place("2001:db8::1", 30_000)));

        assertThat(answer.lines()).contains("a=ice-lite", "a=group:BUNDLE 0");
        MediaSection audio = answer.media().getFirst();
        assertThat(audio.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(audio.formats()).containsExactly("0", "8", "126");
        assertThat(audio.lines())
                .contains(
                        "a=rtcp-mux",
                        "a=mid:0",
                        "a=ice-ufrag:ours",
                        "a=ice-pwd:" + "p".repeat(24),
                        "a=fingerprint:sha-256 " + HASH,
                        "a=setup:passive",
                        "a=end-of-candidates",
                        "a=sendrecv")
                .anyMatch(it -> it.matches("a=candidate:\\d+ 1 udp 2130706431 192.0.2.1 30000 typ host"))
                .anyMatch(it -> it.matches("a=candidate:\\d+ 1 udp 2130706175 2001:db8::1 30000 typ host"));
        assertThat(answer.media().getLast().port()).isZero();
        assertThat(answer.media().getLast().lines()).containsExactly("a=mid:1");
        assertThat(read(answer.text()).webRtc().orElseThrow()).isEqualTo(OURS);
    }

    @Test
    void our_offer_names_its_streams_by_itself() {
        WebRtcTerms first = new WebRtcTerms("ours", "p".repeat(24), "sha-256 " + HASH, Setup.ACTPASS, List.of());
        SessionDescription offer = first.describe(
                Negotiation.offer(LocalAudio.at("192.0.2.1", 30_000)), List.of(new Place("192.0.2.1", 30_000)));

        assertThat(offer.lines()).contains("a=group:BUNDLE 0");
        assertThat(offer.media())
                .singleElement()
                .satisfies(it -> assertThat(it.lines()).contains("a=mid:0", "a=setup:actpass"));
    }

    @Test
    void what_a_telephone_says_of_its_own_way_is_not_shown_to_a_page() {
        SessionDescription telephone = read("v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
                + "a=group:BUNDLE x\r\na=setup:active\r\na=fingerprint:sha-256 00\r\na=sendonly\r\n"
                + "m=audio 4000 RTP/AVP 0\r\na=mid:x\r\na=ssrc:7 cname:y\r\n");

        SessionDescription seen = OURS.describe(telephone, List.of(new Place("192.0.2.1", 30_000)));

        assertThat(seen.lines())
                .filteredOn(line -> line.startsWith("a="))
                .containsExactly("a=sendonly", "a=ice-lite", "a=group:BUNDLE 0");
        assertThat(seen.media().getFirst().lines()).doesNotContain("a=mid:x", "a=ssrc:7 cname:y");
        assertThat(read(seen.text()).audio().orElseThrow().direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void a_description_without_audio_has_nothing_in_its_bundle() {
        SessionDescription refused = read(OFFER.replace("m=audio 9", "m=audio 0"));

        assertThat(OURS.describe(refused, List.of()).text()).doesNotContain("BUNDLE 0\r\na=ice-lite\r\na=group");
    }
}
