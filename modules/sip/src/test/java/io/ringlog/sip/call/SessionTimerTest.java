package io.ringlog.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.api.Test;

/** Who waits for whose refreshes (RFC 4028 section 7.2, 9). */
class SessionTimerTest {

    private static SIPResponse ok(String header) throws ParseException {
        String text = """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx
                From: <sip:a@acme.test>;tag=1
                To: <sip:b@acme.test>;tag=2
                Call-ID: x
                CSeq: 1 INVITE
                %sContent-Length: 0

                """.formatted(header);
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return (SIPResponse) new StringMsgParser().parseSIPMessage(bytes, true, false, null);
    }

    @Test
    void the_party_that_does_not_refresh_waits() throws ParseException {
        assertThat(SessionTimer.agreed(true, ok("Session-Expires: 1800;refresher=uac\n")))
                .isEqualTo(new SessionTimer(false, true));
        assertThat(SessionTimer.agreed(true, ok("Session-Expires: 90;refresher=UAS\n")))
                .isEqualTo(new SessionTimer(true, false));
        assertThat(SessionTimer.agreed(false, ok("x: 1800 ; refresher=uac\n")))
                .isEqualTo(new SessionTimer(true, false));
        assertThat(SessionTimer.agreed(false, ok("Session-Expires: 1800;refresher=uas\n")))
                .isEqualTo(new SessionTimer(false, true));
    }

    @Test
    void without_a_timer_nobody_waits_and_without_a_name_both_may() throws ParseException {
        assertThat(SessionTimer.agreed(true, ok(""))).isEqualTo(SessionTimer.NONE);
        assertThat(SessionTimer.agreed(true, ok("Session-Expires: 1800\n"))).isEqualTo(new SessionTimer(true, true));
    }
}
