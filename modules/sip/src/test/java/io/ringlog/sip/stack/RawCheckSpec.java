package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.stack.RawCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawCheckSpec {
    private static final String REST = "Via: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
            + "To: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n";

    private static Verdict check(String text) {
        return RawCheck.check(text.getBytes(StandardCharsets.UTF_8), 16_384);
    }

    private static Verdict options(String extra) {
        return check("OPTIONS sip:c@d SIP/2.0\r\n" + REST + extra + "\r\n");
    }

    @Test
    void line_ends_alone_keep_a_path_alive() {
        assertThat(check("\r\n\r\n")).isEqualTo(new Verdict.KeepAlive());
        assertThat(check("")).isEqualTo(new Verdict.KeepAlive());
    }

    @Test
    void a_sound_request_ends_where_its_length_says() {
        Verdict verdict = check("OPTIONS sip:c@d SIP/2.0\r\n" + REST + "Content-Length: 2\r\n\r\nabGARBAGE");

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Sound.class,
                        sound -> assertThat(new String(sound.bytes(), StandardCharsets.UTF_8))
                                .endsWith("\r\n\r\nab"));
    }

    @Test
    void messages_of_one_call_have_one_order() {
        Verdict compact = check("OPTIONS sip:c@d SIP/2.0\r\n" + REST.replace("Call-ID", "i") + "\r\n");
        Verdict plain = options("");

        assertThat(((Verdict.Sound) compact).order()).isEqualTo(((Verdict.Sound) plain).order());
    }

    @Test
    void folded_lines_are_one_header() {
        Verdict verdict = check("OPTIONS sip:c@d SIP/2.0\r\n" + REST.replace("<sip:c@d>", "\r\n  <sip:c@d>") + "\r\n");

        assertThat(verdict).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void an_ipv6_address_stands_in_brackets() {
        for (String bare : List.of("sip:2001:db8::10", "sips:u@2001:db8::10", "SIP:u:p@::1;lr", "sip:::1?a=b")) {
            assertThat(status(check("OPTIONS " + bare + " SIP/2.0\r\n" + REST + "\r\n")))
                    .as(bare)
                    .isEqualTo(400);
        }
        for (String sound : List.of("sip:[2001:db8::10]", "sip:u:p@[::1]:5060;lr", "sip:a;b:c:d@h:5060", "urn:a:b:c")) {
            assertThat(check("OPTIONS " + sound + " SIP/2.0\r\n" + REST + "\r\n"))
                    .as(sound)
                    .isInstanceOf(Verdict.Sound.class);
        }
    }

    @Test
    void an_ipv6_address_in_a_contact_stands_in_brackets_too() {
        for (String bare : List.of(
                "<sip:u@2001:db8::1>",
                "sip:u@2001:db8::1;expires=60",
                "\"a, <sip:u@h>\" <sip:u@2001:db8::1:5060>",
                "<sip:u@h>, <sips:2001:db8::1>",
                "sip:u@h,sip:u@::1")) {
            assertThat(options("Contact: " + bare + "\r\n"))
                    .as(bare)
                    .isInstanceOfSatisfying(Verdict.Faulty.class, it -> {
                        assertThat(it.status()).isEqualTo(400);
                        assertThat(it.phrase()).contains("brackets");
                    });
            assertThat(status(options("m : " + bare + "\r\n"))).as(bare).isEqualTo(400);
        }
        for (String sound : List.of(
                "<sip:u@[2001:db8::1]>;q=0.5",
                "<sip:u@[::1]:5060;transport=tcp>, <sip:u@h:5060>",
                "\"sip:u@2001:db8::1\" <sip:u@h>;+sip.instance=\"<urn:uuid:f81d4fae-7dec>\"",
                "<tel:+1-201;phone-context=a:b:c>",
                "*")) {
            assertThat(options("Contact: " + sound + "\r\n")).as(sound).isInstanceOf(Verdict.Sound.class);
        }
    }

    @Test
    void faults_are_told_by_status() {
        assertThat(status(options("l: 0\r\nContent-Length: 0\r\n"))).isEqualTo(400);
        assertThat(status(options("Content-Length: -1\r\n"))).isEqualTo(400);
        assertThat(status(options("Content-Length: 99\r\n"))).isEqualTo(400);
        assertThat(status(options("CSeq: 2 OPTIONS\r\n"))).isEqualTo(400);
        assertThat(status(check("OPTIONS sip:c@d SIP/3.0\r\n" + REST + "\r\n"))).isEqualTo(505);
        assertThat(status(check("OPTIONS  sip:c@d SIP/2.0\r\n" + REST + "\r\n")))
                .isEqualTo(400);
    }

    @Test
    void what_is_no_sip_is_garbage() {
        assertThat(check("hello")).isInstanceOf(Verdict.Garbage.class);
        assertThat(check("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).isInstanceOf(Verdict.Garbage.class);
        assertThat(check("OPTIONS sip:c@d SIP/2.0\r\n\r\n")).isInstanceOf(Verdict.Garbage.class);
        assertThat(check("OPTIONS sip:c@d SIP/2.0\r\nnocolon\r\n\r\n")).isInstanceOf(Verdict.Garbage.class);
        assertThat(check("OPTIONS sip:c@d SIP/2.0\r\n folded first\r\n\r\n")).isInstanceOf(Verdict.Garbage.class);
        assertThat(check("SIP/2.0 4294967301 better\r\n" + REST + "\r\n")).isInstanceOf(Verdict.Garbage.class);
    }

    @Test
    void an_error_answer_carries_no_more_than_it_must() {
        Verdict.Faulty faulty = (Verdict.Faulty) options("Content-Length: 99\r\nSecret: inside\r\n");

        byte[] answer = BareAnswer.to(faulty.headers(), 400, "Bad Request", 300);

        assertThat(new String(answer, StandardCharsets.UTF_8))
                .isEqualTo("SIP/2.0 400 Bad Request\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n"
                        + "To: <sip:c@d>;tag=0\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
        assertThat(BareAnswer.to(faulty.headers(), 400, "Bad Request", 10)).isNull();
    }

    private static int status(Verdict verdict) {
        return ((Verdict.Faulty) verdict).status();
    }
}
