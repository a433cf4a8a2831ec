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

        assertThat(digest.response(answer(algorithm), "Circle of Life")).isEqualTo(response);
    }

    @Test
    void case_counts_for_nothing_and_no_word_is_md5() {
        assertThat(TrunkDigest.named("md5-SESS")).contains(TrunkDigest.MD5_SESS);
        assertThat(TrunkDigest.named(null)).contains(TrunkDigest.MD5);
        assertThat(TrunkDigest.named("SHA-1")).isEmpty();
    }
}
