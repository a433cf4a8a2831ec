package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 3261 section 19.1.4, and what phones write. */
class ContactUriTest {

    @ParameterizedTest
    @CsvSource({
        "sip:%61lice@atlanta.com;transport=TCP, sip:alice@AtLanTa.CoM;Transport=tcp, true",
        "sip:carol@chicago.com, sip:carol@chicago.com;newparam=5, true",
        "sip:carol@chicago.com;security=on, sip:carol@chicago.com;newparam=5, true",
        "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com,"
                + "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com, true",
        "sip:alice@atlanta.com?subject=project%20x&priority=urgent,"
                + "sip:alice@atlanta.com?priority=urgent&subject=project%20x, true",
        "SIP:ALICE@AtLanTa.CoM;Transport=udp, sip:alice@AtLanTa.CoM;Transport=UDP, false",
        "sip:bob@biloxi.com, sip:bob@biloxi.com:5060, false",
        "sip:bob@biloxi.com, sip:bob@biloxi.com;transport=udp, false",
        "sip:bob@biloxi.com:6000, sip:bob@biloxi.com:6000;transport=tcp, false",
        "sip:carol@chicago.com, sip:carol@chicago.com?Subject=next%20meeting, false",
        "sip:carol@chicago.com;security=on, sip:carol@chicago.com;security=off, false",
        "sip:bob@phone21.boxesbybob.com, sip:bob@192.0.2.4, false",
        "sip:bob@biloxi.com, sips:bob@biloxi.com, false",
        "sip:1005@LOCALHOST:5099;transport=udp;ob, sip:1005@localhost:5099;transport=udp;ob, true",
        "sip:a@[2001:DB8::1]:5060, sip:a@[2001:db8::1]:5060, true",
        "tel:1, tel:1, true",
        "tel:1, TEL:1, false"
    })
    void uris_are_compared_as_the_rfc_says(String one, String other, boolean same) {
        assertThat(ContactUri.same(one, other)).isEqualTo(same);
        assertThat(ContactUri.same(other, one)).isEqualTo(same);
    }
}
