package io.ringlog.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.parser.StringMsgParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribersTest {
    @ParameterizedTest
    @CsvSource({
        "sip:*21%23@acme.example, *21#",
        "sip:%61nna@acme.example, anna",
        "sip:1001@acme.example, 1001",
        "sip:+12025550123;npdi@127.0.0.1:5080;user=phone, +12025550123",
        "sip:%2B12025550123@acme.example, +12025550123",
        "sip:+1-(202)-555.0123@acme.example, +12025550123",
        "sip:2025550123;phone-context=+1@acme.example;user=phone, 2025550123",
        "sip:100-1@acme.example, 100-1",
        "sip:100-1@acme.example;user=phone, 1001",
        "sip:user;par=u%40example.net@example.com, user;par=u@example.net",
        "sip:j%C3%BCrgen@acme.example, jürgen",
        "sip:a%00b@acme.example, a%00b",
        "sip:a%0d%0aVia%3a@acme.example, a%0d%0aVia%3a",
        "sip:a%FFb@acme.example, a%FFb",
        "tel:+1-202-555-0177, +12025550177",
        "tel:7042;phone-context=example.com, 7042"
    })
    void whom_a_uri_means(String uri, String user) throws Exception {
        assertThat(Subscribers.named(new StringMsgParser().parseUrl(uri))).isEqualTo(user);
    }

    @Test
    void a_place_is_nobody() throws Exception {
        assertThat(Subscribers.named(new StringMsgParser().parseUrl("sip:acme.example")))
                .isNull();
    }
}
