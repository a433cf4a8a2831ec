package io.ringlog.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String BEFORE = "preamble\r\n--b1\r\nContent-Type: application/isup\r\n\r\n\u0001\u00e9\u0000";
    private static final String HEAD =
            "\r\n--b1\r\nContent-Disposition: session\r\nContent-type:Application/SDP\r\n\r\n";
    private static final String AFTER = "\r\n--b1--\r\n";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_description_is_found_whatever_part_it_is_in() {
        var parts = Multipart.aroundSdp(bytes(BEFORE + HEAD + "v=0\r\ns=-" + AFTER), "b1");

        assertThat(parts).hasValueSatisfying(it -> assertThat(it.sdp()).isEqualTo("v=0\r\ns=-"));
    }

    @Test
    void replacing_it_leaves_every_other_byte() {
        var parts = Multipart.aroundSdp(bytes(BEFORE + HEAD + "v=0" + AFTER), "b1");

        assertThat(parts)
                .hasValueSatisfying(it -> assertThat(it.with("v=0\r\ns=longer\r\n"))
                        .isEqualTo(bytes(BEFORE + HEAD + "v=0\r\ns=longer\r\n" + AFTER)));
    }

    @Test
    void a_body_that_is_cut_off_or_has_no_description_holds_none() {
        assertThat(Multipart.aroundSdp(bytes(BEFORE + HEAD + "v=0"), "b1")).isEmpty();
        assertThat(Multipart.aroundSdp(bytes(BEFORE + AFTER), "b1")).isEmpty();
        assertThat(Multipart.aroundSdp(bytes(BEFORE + HEAD.replace("\r\n\r\n", "\r\n") + AFTER), "b1"))
                .isEmpty();
        assertThat(Multipart.aroundSdp(bytes("--b1"), "b1")).isEmpty();
        assertThat(Multipart.aroundSdp(bytes("--b1\r\n--b1\r\n--b1--"), "b1")).isEmpty();
        assertThat(Multipart.aroundSdp(bytes(BEFORE + HEAD + "v=0" + AFTER), "other"))
                .isEmpty();
    }
}
