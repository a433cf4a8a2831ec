package io.ringlog.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.SipNodeConfig.Sessions;
import io.ringlog.sip.call.SessionTerms.Agreed;
import io.ringlog.sip.call.SessionTerms.TooBrief;
import io.ringlog.sip.call.SessionTerms.Without;
import io.ringlog.sip.call.SessionTimer.Refresher;
import io.ringlog.sip.message.Requests;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 4028 section 9 with its table 2. */
class SessionTermsTest {
    private static final Sessions RULE = new Sessions(Duration.ofSeconds(1800), Duration.ofSeconds(120));

    private static SessionTerms of(String... headers) {
        return SessionTerms.of(request("INVITE", headers), RULE);
    }

    private static SIPRequest request(String method, String... headers) {
        Requests.Draft draft = new Requests.Draft(method, "sip:b@acme.test")
                .with("Via", "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx")
                .with("From", "<sip:a@acme.test>;tag=1")
                .with("To", "<sip:b@acme.test>")
                .with("Call-ID", "x")
                .with("CSeq", "1 " + method);
        for (String header : headers) {
            int colon = header.indexOf(':');
            draft.with(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return draft.build();
    }

    private static Agreed agreed(int seconds, Refresher refresher, boolean required) {
        return new Agreed(new SessionTimer(Duration.ofSeconds(seconds), refresher), required);
    }

    @ParameterizedTest
    @CsvSource({
        "1000;refresher=uac, 1000, UAC",
        "1000;refresher=uas, 1000, UAS",
        "1000, 1000, UAC",
        "120, 120, UAC",
        "7200, 1800, UAC"
    })
    void who_asks_gets_what_it_asks_for_as_far_as_we_go(String asked, int seconds, Refresher refresher) {
        assertThat(of("Supported: replaces, timer", "Session-Expires: " + asked))
                .isEqualTo(agreed(seconds, refresher, true));
    }

    @Test
    void who_only_knows_of_timers_is_given_one_to_keep() {
        assertThat(of("k: timer")).isEqualTo(agreed(1800, Refresher.UAC, true));
        assertThat(of("Require: timer")).isEqualTo(agreed(1800, Refresher.UAC, true));
        assertThat(of("Supported: timer", "Min-SE: 3600")).isEqualTo(agreed(3600, Refresher.UAC, true));
    }

    @Test
    void a_longer_least_on_the_way_is_kept_to() {
        assertThat(of("Supported: timer", "Session-Expires: 7200", "Min-SE: 3600"))
                .isEqualTo(agreed(3600, Refresher.UAC, true));
    }

    @Test
    void too_brief_a_life_is_told_to_who_can_understand_it() {
        assertThat(of("Supported: timer", "Session-Expires: 119")).isEqualTo(new TooBrief(Duration.ofSeconds(120)));
        assertThat(of("Session-Expires: 119")).isEqualTo(new Without());
    }

    @Test
    void for_a_party_that_knows_of_no_timer_a_proxy_may_ask_and_we_refresh() {
        assertThat(of()).isEqualTo(new Without());
        assertThat(of("Session-Expires: 600")).isEqualTo(agreed(600, Refresher.UAS, false));
    }

    @Test
    void a_request_that_has_nothing_to_do_with_the_session_has_no_terms() {
        assertThat(SessionTerms.of(request("INFO", "Supported: timer", "Session-Expires: 10"), RULE))
                .isEqualTo(new Without());
        assertThat(SessionTerms.of(request("UPDATE", "Supported: timer", "Session-Expires: 600"), RULE))
                .isEqualTo(agreed(600, Refresher.UAC, true));
    }
}
