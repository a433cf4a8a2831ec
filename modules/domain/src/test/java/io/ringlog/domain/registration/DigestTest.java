package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.DigestAnswer;
import org.junit.jupiter.api.Test;

/** The worked example of RFC 7616 section 3.9.1. */
class DigestTest {

    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";

    @Test
    void md5_gives_the_response_of_the_rfc() {
        assertThat(DigestCheck.response(answer("MD5"), "3d78807defe7de2157e2b0b6573a855f", "MD5"))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    }

    @Test
    void sha256_gives_the_response_of_the_rfc() {
        String ha1 = "7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232";
        assertThat(DigestCheck.response(answer("SHA-256"), ha1, "SHA-256"))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    private static DigestAnswer answer(String algorithm) {
        return new DigestAnswer(
                "Mufasa",
                "http-auth@example.org",
                NONCE,
                "/dir/index.html",
                "",
                algorithm,
                "auth",
                CNONCE,
                "00000001",
                "GET",
                null);
    }
}
