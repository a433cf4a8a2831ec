package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.journal.OfferedEncryption;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.MediaRelays;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.PortRange;
import io.ringlog.relay.RelayListener;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.dtls.DtlsDoor;
import io.ringlog.sip.sdp.BadSdp;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.sip.sdp.WebRtcTerms;
import io.ringlog.sip.sdp.WebRtcTerms.Setup;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A party whose media goes as a browser's does, and what the others of the call see of that: nothing. */
class BrowserSideSpec {
    private static final String HASH = "AB:".repeat(31) + "CD";
    private static final String OTHER_HASH = "EF:".repeat(31) + "CD";
    private static final Rung IN_A_PAGE = new Rung("127.0.0.1", "t", List.of(), MediaEncryption.OPTIONAL, true, false);
    private static final Passage OFFER = new Passage("a", "b", false, "127.0.0.1", null);
    private static final Passage ANSWER = new Passage("b", "a", true, "127.0.0.1", null);
    private static final String PLAIN =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

    private final DtlsDoor door = new DtlsDoor(_ -> {});
    private MediaRelay relay;

    @BeforeEach
    void start() {
        RelaySettings settings = RelaySettings.at(InetAddress.getLoopbackAddress())
                .withPorts(PortRange.EPHEMERAL)
                .withLoops(1);
        relay = MediaRelays.start(settings, new Deaf());
    }

    @AfterEach
    void close() {
        relay.close();
    }

    private CallMedia called(String offer) {
        return new CallMedia("call", relay, door, offer);
    }

    private static String says(String setup, String ufrag, String hash) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE voice\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 126\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:" + ufrag
                + "\r\na=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 " + hash + "\r\na=setup:" + setup
                + "\r\na=mid:voice\r\na=rtcp-mux\r\na=sendrecv\r\na=rtpmap:111 opus/48000/2\r\n"
                + "a=rtpmap:126 telephone-event/8000\r\n";
    }

    private static String offer() {
        return says("actpass", "page", HASH);
    }

    private static WebRtcTerms terms(String sdp) {
        return SessionDescription.parse(sdp).webRtc().orElseThrow();
    }

    @Test
    void the_platform_answers_it_in_its_own_way() throws Exception {
        CallMedia media = called(offer());
        String answer = media.answer("a").orElseThrow();

        assertThat(answer).contains("a=ice-lite", "a=group:BUNDLE voice", "a=candidate:", " 127.0.0.1 ");
        assertThat(terms(answer).setup()).isEqualTo(Setup.PASSIVE);
        assertThat(terms(answer).fingerprint())
                .isEqualTo(door.identity().fingerprint().text());
        assertThat(media.suite("a")).isEqualTo("AES_CM_128_HMAC_SHA1_80");
        assertThat(Sdp.encryption(offer())).isEqualTo(OfferedEncryption.REQUIRED);
    }

    @Test
    void keys_of_a_telephone_are_heard_by_the_number_that_it_was_shown() {
        String page = offer().replace("111 0 126", "111 0 110 126") + "a=rtpmap:110 telephone-event/48000\r\n";

        assertThat(Sdp.events(Sdp.audio(page).orElseThrow())).isEqualTo(126);
        assertThat(Sdp.remote(
                                Sdp.audio(page).orElseThrow(),
                                Sdp.audio(page).orElseThrow().codecs(),
                                null)
                        .orElseThrow()
                        .payloads()
                        .telephoneEvent())
                .isEqualTo(126);
    }

    @Test
    void who_looks_for_nobody_either_is_not_answered() throws Exception {
        String lite = offer().replace("t=0 0", "t=0 0\r\na=ice-lite");

        assertThat(called(lite).answer("a")).isEmpty();
    }

    @Test
    void who_only_answers_dtls_is_begun_with() throws Exception {
        String answer = called(says("passive", "page", HASH)).answer("a").orElseThrow();

        assertThat(terms(answer).setup()).isEqualTo(Setup.ACTIVE);
    }

    @Test
    void a_telephone_sees_plain_rtp_and_the_page_its_own() throws Exception {
        CallMedia media = called(offer());
        String seen = media.passed(OFFER, offer());
        String answered = media.passed(ANSWER, PLAIN);

        assertThat(seen)
                .contains(" RTP/AVP 111 0 126")
                .doesNotContain("ice", "SAVP", "fingerprint", "0123456789012345678901", "BUNDLE");
        assertThat(terms(answered).mids()).containsExactly("voice");
        assertThat(media.suite("b")).isNull();
    }

    @Test
    void what_is_rung_in_a_page_is_offered_that_way_and_has_to_take_it() throws Exception {
        CallMedia media = called(PLAIN);
        media.open("b", IN_A_PAGE);
        String seen = media.passed(OFFER, PLAIN);

        assertThat(terms(seen).setup()).isEqualTo(Setup.ACTPASS);
        assertThat(seen).doesNotContain("a=crypto");
        String answered = media.passed(ANSWER, says("active", "page", HASH));
        assertThat(answered).contains(" RTP/AVP ").doesNotContain("ice");
        assertThat(media.established("a", "b")).isTrue();
    }

    @Test
    void a_telephone_that_is_said_to_be_a_page_is_not_talked_to() throws Exception {
        CallMedia media = called(PLAIN);
        media.open("b", IN_A_PAGE);
        media.passed(OFFER, PLAIN);
        media.passed(ANSWER, PLAIN);
        assertThat(media.established("a", "b")).isFalse();

        Rung alone = new Rung("127.0.0.1", "c", List.of(), null, true, false);
        assertThat(media.offer("c", "a", alone)).contains("a=ice-lite");
        assertThat(media.accepted("c", PLAIN)).isFalse();
        assertThat(media.accepted("c", says("passive", "page", HASH))).isTrue();
    }

    @Test
    void what_it_says_again_goes_on_and_ice_that_begins_anew_has_other_names() throws Exception {
        CallMedia media = called(offer());
        WebRtcTerms first = terms(media.answer("a").orElseThrow());

        WebRtcTerms again = terms(Objects.requireNonNull(media.reanswer("a", offer())));
        WebRtcTerms anew = terms(Objects.requireNonNull(media.reanswer("a", says("actpass", "page2", HASH))));
        WebRtcTerms other = terms(Objects.requireNonNull(media.reanswer("a", says("passive", "page2", OTHER_HASH))));

        assertThat(again).isEqualTo(first);
        assertThat(anew.ufrag()).isNotEqualTo(first.ufrag());
        assertThat(anew.setup()).isEqualTo(Setup.PASSIVE);
        assertThat(other.setup()).isEqualTo(Setup.ACTIVE);
        assertThat(terms(Objects.requireNonNull(media.reoffer("a"))).setup()).isEqualTo(Setup.ACTIVE);
    }

    @Test
    void an_offer_that_is_refused_changes_nothing() throws Exception {
        CallMedia media = called(offer());
        WebRtcTerms first = terms(media.answer("a").orElseThrow());
        String opusAlone = says("actpass", "page2", HASH).replace(" 111 0 126", " 111");

        assertThat(media.reanswer("a", opusAlone)).isNull();

        assertThat(terms(Objects.requireNonNull(media.reoffer("a")))).isEqualTo(first);
        assertThat(terms(Objects.requireNonNull(media.reanswer("a", offer())))).isEqualTo(first);
    }

    @Test
    void all_who_answer_one_offer_find_us_by_the_names_in_it() throws Exception {
        CallMedia media = called(PLAIN);
        media.open("b", IN_A_PAGE);
        WebRtcTerms offered = terms(media.passed(OFFER, PLAIN));

        media.passed(ANSWER, says("active", "one", HASH));
        media.passed(ANSWER, says("passive", "other", OTHER_HASH));

        WebRtcTerms again = terms(media.passed(OFFER, PLAIN));
        assertThat(again.ufrag()).isEqualTo(offered.ufrag());
        assertThat(again.password()).isEqualTo(offered.password());
        assertThat(again.setup()).isEqualTo(Setup.ACTIVE);
    }

    @Test
    void who_takes_our_part_in_dtls_leaves_us_the_other() throws Exception {
        CallMedia media = called(offer());
        media.answer("a");

        WebRtcTerms turned = terms(Objects.requireNonNull(media.reanswer("a", says("passive", "page", HASH))));
        WebRtcTerms back = terms(Objects.requireNonNull(media.reanswer("a", says("active", "page", HASH))));

        assertThat(turned.setup()).isEqualTo(Setup.ACTIVE);
        assertThat(back.setup()).isEqualTo(Setup.PASSIVE);
    }

    @Test
    void it_does_not_go_back_to_the_clear() throws Exception {
        CallMedia media = called(offer());
        media.answer("a");

        assertThat(media.reanswer("a", PLAIN)).isNull();
        assertThat(media.reanswer("a", says("actpass", "page", "AB"))).isNull();
    }

    @Test
    void nothing_of_it_is_passed_on_as_it_is() {
        CallMedia media = called(offer());

        assertThatThrownBy(() -> media.untouched(OFFER, offer())).isInstanceOf(BadSdp.class);
    }

    private static final class Deaf implements RelayListener {
        @Override
        public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason) {}

        @Override
        public void digit(String callId, String legId, char digit, int durationMs) {}

        @Override
        public void silent(String callId, String legId, Duration duration) {}

        @Override
        public void quietOnHold(String callId, String legId) {}
    }
}
