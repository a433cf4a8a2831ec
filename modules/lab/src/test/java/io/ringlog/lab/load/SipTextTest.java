package io.ringlog.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipTextTest {
    private static final SipText INVITE = new SipText("""
        INVITE sip:bob@b.example SIP/2.0
        via: SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKone
        Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKtwo
        Record-Route: <sip:e1;lr>, <sip:e2;lr>
        From: <sip:alice@a.example>;tag=a
        To: <sip:bob@b.example>
        Call-ID:  one@a.example
        CSeq: 7 INVITE
        Content-Length: 9

        To: <body>
        """.replace("\n", "\r\n"));

    @Test
    void a_header_is_found_in_any_case_and_trimmed() {
        assertThat(INVITE.value("call-id")).isEqualTo("one@a.example");
        assertThat(INVITE.lines("VIA")).hasSize(2);
    }

    @Test
    void the_body_holds_no_headers_and_a_part_of_a_name_is_none() {
        assertThat(INVITE.lines("To")).containsExactly("To: <sip:bob@b.example>");
        assertThat(INVITE.value("Call")).isEmpty();
    }

    @Test
    void the_routes_of_a_caller_are_the_record_routes_backwards() {
        assertThat(INVITE.routes().stream().map(String::trim)).containsExactly("<sip:e2;lr>", "<sip:e1;lr>");
    }

    @Test
    void an_answer_echoes_what_it_must_and_has_a_tag() {
        SipText answer = new SipText(INVITE.answer("180 Ringing", "sip:bob@127.0.0.3", ""));

        assertThat(answer.status()).isEqualTo(180);
        assertThat(answer.lines("Via")).hasSize(2);
        assertThat(answer.value("To")).endsWith(";tag=uas");
        assertThat(answer.value("CSeq")).isEqualTo("7 INVITE");
    }
}
