package io.ringlog.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import io.ringlog.sip.call.SessionTimer.Refresher;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Session-Expires and Min-SE say, in every form that they have (RFC 4028 section 4). */
class SessionTimerTest {

    private static SIPResponse ok(String header) throws ParseException {
        String text = """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx
                From: <sip:a@acme.test>;tag=1
                To: <sip:b@acme.test>;tag=2
                Call-ID: x
                CSeq: 1 INVITE
                %s
                Content-Length: 0

                """.formatted(header);
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return (SIPResponse)
                new StringMsgParser().parseSIPMessage(bytes, true, false, (e, message, type, line, whole) -> {});
    }

    private static SessionTimer seconds(int life, Refresher refresher) {
        return new SessionTimer(Duration.ofSeconds(life), refresher);
    }

    @Test
    void a_life_and_who_refreshes_are_read() throws ParseException {
        assertThat(SessionTimer.in(ok("Session-Expires: 1800;refresher=uac"))).isEqualTo(seconds(1800, Refresher.UAC));
        assertThat(SessionTimer.in(ok("Session-Expires: 90;refresher=UAS"))).isEqualTo(seconds(90, Refresher.UAS));
        assertThat(SessionTimer.in(ok("x: 1800 ; refresher=uac"))).isEqualTo(seconds(1800, Refresher.UAC));
        assertThat(SessionTimer.in(ok("Session-Expires: 4000"))).isEqualTo(seconds(4000, Refresher.UNSAID));
        assertThat(SessionTimer.least(ok("Min-SE: 120"))).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void what_is_not_there_or_no_number_is_no_timer() throws ParseException {
        assertThat(SessionTimer.in(ok("X: y"))).isEqualTo(SessionTimer.NONE);
        assertThat(SessionTimer.in(ok("Session-Expires: soon"))).isEqualTo(SessionTimer.NONE);
        assertThat(SessionTimer.in(ok("Session-Expires: -90"))).isEqualTo(SessionTimer.NONE);
        assertThat(SessionTimer.least(ok("Min-SE: soon"))).isEqualTo(Duration.ZERO);
    }

    @Test
    void no_life_is_longer_than_a_day_and_none_that_is_kept_shorter_than_is_right() throws ParseException {
        assertThat(SessionTimer.in(ok("Session-Expires: 2000000000")).life()).isEqualTo(Duration.ofDays(1));
        assertThat(seconds(10, Refresher.UAC).noShorterThan(SessionTimer.SHORTEST))
                .isEqualTo(seconds(90, Refresher.UAC));
        assertThat(SessionTimer.NONE.noShorterThan(SessionTimer.SHORTEST)).isEqualTo(SessionTimer.NONE);
    }
}
