package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.relay.Protection;
import io.ringlog.sip.sdp.AudioStream;
import io.ringlog.sip.sdp.CryptoLine;
import io.ringlog.sip.sdp.Direction;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Secured;
import io.ringlog.sip.sdp.SessionDescription;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with one party: offered, accepted, kept, and never given up for the clear. */
class AgreeingOnKeysSpec {
    private static final String LONG = "AES_CM_128_HMAC_SHA1_80";
    private static final String SHORT = "AES_CM_128_HMAC_SHA1_32";
    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final String OTHER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Encryption party = new Encryption();

    private static AudioStream says(String protocol, CryptoLine... lines) {
        return new AudioStream(
                "127.0.0.1", 4000, 4001, false, protocol, List.of(), Direction.SENDRECV, List.of(lines), lines.length);
    }

    private static CryptoLine line(int tag, String suite) {
        return new CryptoLine(tag, suite, KEY);
    }

    private Protection agreed() {
        return Objects.requireNonNull(party.protection());
    }

    @Test
    void the_best_of_what_is_offered_is_answered_by_its_tag_with_a_key_of_ours() {
        assertThat(party.offers(says("RTP/SAVP", line(7, SHORT), line(9, LONG))))
                .isTrue();

        Secured answer = party.answer();
        party.answered();

        assertThat(answer.protocol()).isEqualTo("RTP/SAVP");
        assertThat(answer.lines()).singleElement().satisfies(it -> {
            assertThat(it.tag()).isEqualTo(9);
            assertThat(it.suite()).isEqualTo(LONG);
            assertThat(it.key()).isNotEqualTo(KEY).isEqualTo(agreed().ours().base64());
        });
        assertThat(agreed().theirs().base64()).isEqualTo(KEY);
        assertThat(party.answer()).isEqualTo(answer);
        assertThat(party.offer()).isEqualTo(answer);
    }

    @Test
    void what_is_offered_beside_the_clear_is_answered_as_it_was_offered() {
        assertThat(party.offers(says("RTP/AVP", line(1, SHORT)))).isTrue();

        assertThat(party.answer().protocol()).isEqualTo("RTP/AVP");
        assertThat(party.answer().lines()).hasSize(1);
    }

    @Test
    void an_offer_in_the_clear_is_answered_in_the_clear() {
        assertThat(party.offers(says("RTP/AVP"))).isTrue();
        party.answered();

        assertThat(party.answer()).isEqualTo(Secured.NOT);
        assertThat(party.protection()).isNull();
    }

    @Test
    void encryption_without_a_key_that_can_be_used_is_not_taken() {
        assertThat(party.offers(says("RTP/SAVP"))).isFalse();
        assertThat(party.offers(says("UDP/TLS/RTP/SAVPF"))).isFalse();
        party.want(MediaEncryption.REQUIRED);
        assertThat(party.offers(says("RTP/AVP"))).isFalse();
    }

    @Test
    void nobody_goes_back_to_the_clear() {
        party.offers(says("RTP/SAVP", line(1, LONG)));
        party.answered();
        Protection before = agreed();

        assertThat(party.offers(says("RTP/AVP"))).isFalse();
        assertThat(party.protection()).isEqualTo(before);
        party.offer();
        assertThat(party.accepts(says("RTP/AVP"))).isFalse();
        assertThat(party.protection()).isEqualTo(before);
    }

    @Test
    void a_new_key_is_taken_with_the_answer_and_ours_stays() {
        party.offers(says("RTP/SAVP", line(1, LONG)));
        party.answered();
        Protection before = agreed();

        assertThat(party.offers(says("RTP/SAVP", new CryptoLine(2, LONG, OTHER_KEY))))
                .isTrue();
        assertThat(agreed()).isEqualTo(before);
        party.answered();

        assertThat(agreed().theirs().base64()).isEqualTo(OTHER_KEY);
        assertThat(agreed().ours()).isEqualTo(before.ours());
    }

    @Test
    void what_is_proposed_in_a_session_in_the_clear_holds_when_it_is_answered() {
        party.offers(says("RTP/AVP"));
        party.answered();

        assertThat(party.offers(says("RTP/AVP", line(1, LONG)))).isTrue();
        assertThat(party.protection()).isNull();
        party.answered();

        assertThat(agreed().theirs().base64()).isEqualTo(KEY);
    }

    @Test
    void who_has_to_encrypt_is_offered_nothing_else_and_has_to_take_it() {
        party.want(MediaEncryption.REQUIRED);
        Secured offer = party.offer();

        assertThat(offer.protocol()).isEqualTo("RTP/SAVP");
        assertThat(offer.lines()).extracting(CryptoLine::suite).containsExactly(LONG, SHORT);
        assertThat(offer.lines()).extracting(CryptoLine::key).doesNotHaveDuplicates();
        assertThat(party.accepts(says("RTP/SAVP"))).isFalse();
        assertThat(party.accepts(says("RTP/AVP"))).isFalse();
        assertThat(party.accepts(says("RTP/SAVP", line(1, SHORT))))
                .as("another suite")
                .isFalse();
        assertThat(party.accepts(says("RTP/SAVP", line(3, LONG))))
                .as("another tag")
                .isFalse();
        assertThat(party.accepts(says("RTP/SAVP", line(1, LONG), line(2, SHORT))))
                .as("both")
                .isFalse();
        assertThat(party.protection()).isNull();
        assertThat(party.accepts(says("RTP/SAVP", line(2, SHORT)))).isTrue();
        assertThat(agreed().ours().base64()).isEqualTo(offer.lines().getLast().key());
        assertThat(party.offer().lines()).containsExactly(offer.lines().getLast());
    }

    @Test
    void who_may_encrypt_is_offered_it_beside_the_clear() {
        party.want(MediaEncryption.OPTIONAL);
        assertThat(party.offer().protocol()).isEqualTo("RTP/AVP");
        assertThat(party.offer().lines()).hasSize(2);

        assertThat(party.accepts(says("RTP/AVP"))).isTrue();
        assertThat(party.protection()).isNull();
        assertThat(party.accepts(says("RTP/AVP", line(1, LONG)))).isTrue();
        assertThat(party.protection()).isNotNull();
    }

    @Test
    void who_was_offered_nothing_gets_nothing() {
        party.want(MediaEncryption.OFF);
        assertThat(party.offer()).isEqualTo(Secured.NOT);
        assertThat(party.accepts(says("RTP/AVP", line(1, LONG)))).isFalse();
        assertThat(party.accepts(says("RTP/SAVP"))).isFalse();
        assertThat(party.protection()).isNull();
        assertThat(party.accepts(says("RTP/AVP"))).isTrue();
    }

    /** What would be misread is no key, and no sign that its party stays in the clear either. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RTP/AVP 0|a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^20|1:4",
                "RTP/AVP 0|a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY KDR=1",
                "RTP/AVP 0|a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY;inline:KEY",
                "RTP/AVP 0|a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:KEY\r\na=crypto:2 NONE inline:KEY",
                "RTP/SAVP 0|a=sendrecv",
                "UDP/TLS/RTP/SAVPF 0|a=sendrecv"
            })
    void an_answer_that_is_encrypted_under_no_key_of_use_is_not_taken(String answer) {
        String[] parts = answer.replace("KEY", KEY).split("\\|", 2);
        AudioStream audio = SessionDescription.parse(
                        "v=0\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 " + parts[0] + "\r\n" + parts[1] + "\r\n")
                .audio()
                .orElseThrow();
        for (MediaEncryption wanted : MediaEncryption.values()) {
            party.want(wanted);
            party.offer();
            assertThat(party.accepts(audio)).as(wanted.name()).isFalse();
        }
        assertThat(party.protection()).isNull();
    }

    @Test
    void who_stays_encrypted_is_not_heard_in_the_clear() {
        SessionDescription both = SessionDescription.parse(
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
                        + "m=audio 4002 RTP/SAVP 96\r\na=rtpmap:96 opus/48000/2\r\na=crypto:1 " + LONG + " inline:"
                        + KEY + "\r\n");
        assertThat(Negotiation.usable(both, Negotiation.ENGINE)).isPresent();

        party.keep(MediaEncryption.REQUIRED);

        assertThat(Negotiation.usable(party.heard(both), Negotiation.ENGINE)).isEmpty();
        assertThat(party.offers(says("RTP/AVP"))).isFalse();
        assertThat(party.offers(says("RTP/AVP", line(1, LONG)))).isTrue();
    }

    @Test
    void who_stays_in_the_clear_is_heard_without_its_keys() {
        SessionDescription offer = SessionDescription.parse(
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
                        + "a=crypto:1 " + LONG + " inline:" + KEY + "\r\n");
        assertThat(party.heard(offer).audio().orElseThrow().crypto()).hasSize(1);

        party.keep(MediaEncryption.OFF);

        assertThat(party.heard(offer).audio().orElseThrow().crypto()).isEmpty();
    }
}
