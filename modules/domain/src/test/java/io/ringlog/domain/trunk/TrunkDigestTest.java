package io.ringlog.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.DigestAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrunkDigestTest {

    private static DigestAnswer answer(String algorithm) {
        return new DigestAnswer(
                "Mufasa",
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "/dir/index.html",
                "",
                algorithm,
                "auth",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "00000001",
                "GET",
                "/dir/index.html");
    }

    /** The first two are the examples of RFC 7616 section 3.9.1; the others were worked out by another program. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
        "MD5-sess, e783283f46242139c486a698fec7211d",
        "SHA-256-sess, 2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
        "SHA-512-256, 430d05014cecc49cab6fbe03176d41a1da86cbfe24a16580e22aaad928d960d0",
        "SHA-512-256-sess, 3f2a34f923c38b0fb26dce2fdfc2ce326c23cecf86fbb1444f3e51fbbc2cb92e"
    })
    void the_answer_is_the_one_that_others_work_out(String algorithm, String response) {
        TrunkDigest digest = TrunkDigest.named(algorithm).orElseThrow();

        assertThat(digest.response(answer(algorithm), "Circle of Life", null)).isEqualTo(response);
    }

    /** Of the words {@code v=0}, worked out by another program. */
    @ParameterizedTest
    @CsvSource({
        "MD5, a4f0a23c50a330cf1bf56cae6c33a893, 3835b139d1606d821f6f96713d044ded",
        "SHA-256-sess, 6b8a9dc1308eebbe905f696791fd14bca92a2ad667dd43ed464390c69a2b1e9c,"
                + " f58ef7e67e5cd19cae4211da1f053c267649b0cd717561fc99ad03fccbe0152f"
    })
    void a_body_that_is_protected_too_is_part_of_it(String algorithm, String bodyHash, String response) {
        DigestAnswer auth = answer(algorithm);
        DigestAnswer integrity = new DigestAnswer(
                auth.username(),
                auth.realm(),
                auth.nonce(),
                auth.uri(),
                "",
                algorithm,
                "auth-int",
                auth.cnonce(),
                auth.nc(),
                auth.method(),
                auth.requestUri());

        assertThat(TrunkDigest.named(algorithm).orElseThrow().response(integrity, "Circle of Life", bodyHash))
                .isEqualTo(response);
    }

    @Test
    void case_counts_for_nothing_and_no_word_is_md5() {
        assertThat(TrunkDigest.named("md5-SESS")).contains(TrunkDigest.MD5_SESS);
        assertThat(TrunkDigest.named(null)).contains(TrunkDigest.MD5);
        assertThat(TrunkDigest.named("SHA-1")).isEmpty();
    }
}
