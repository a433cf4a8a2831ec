package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages after RFC 4475, written from its text: the valid ones are understood, the invalid ones do no harm. */
class TortureSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer peer = edge.phone("mallory");

    @BeforeEach
    void trusting() {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        edge.routing(invite -> edge.node.reject(invite.callId(), SipRefusal.of(480)));
    }

    @AfterEach
    void the_node_still_answers() {
        assertThat(peer.request(SipText.parse(text("OPTIONS", "sip:x@acme.test", "", "")))
                        .status())
                .isEqualTo(200);
        edge.close();
    }

    private String text(String method, String uri, String extra, String body) {
        long unique = System.nanoTime();
        return method + " " + uri + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + peer.localPort() + ";branch=z9hG4bK" + unique + "\r\n"
                + "From: <sip:caller@example.net>;tag=98asjd8\r\n"
                + "To: <sip:callee@example.com>\r\n"
                + "Call-ID: " + unique + ".torture@example.com\r\n"
                + "CSeq: 9 " + method + "\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:caller@127.0.0.1:" + peer.localPort() + ">\r\n" + extra
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private int statusOf(String message) {
        SipText parsed = SipText.parse(message);
        // As bytes: the phone must not tidy up what is to torture.
        return peer.requestRaw(parsed, message.getBytes(StandardCharsets.UTF_8)).status();
    }

    @Test
    void wsinv_a_short_tortuous_invite() {
        long unique = System.nanoTime();
        String message = "INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
                + "TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
                + "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n"
                + "MaX-fOrWaRdS: 0068\r\nCall-ID: wsinv." + unique + "@192.0.2.1\r\nContent-Length   : 0\r\n"
                + "cseq: 0009\r\n  INVITE\r\nVia  : SIP  /   2.0\r\n /UDP\r\n    127.0.0.1:" + peer.localPort()
                + ";branch=z9hG4bK" + unique + "\r\ns :\r\nNewFangledHeader:   newfangled value\r\n"
                + " continued newfangled value\r\nUnknownHeaderWithUnusualValue: ;;,,;;,;\r\n"
                + "Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\r\n"
                + "v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
                + " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239\r\n"
                + "m:\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n"
                + "  secondparam ; q = 0.33\r\n\r\n";
        peer.transmit(message.getBytes(StandardCharsets.UTF_8));

        // It carries a To tag of a dialog that nobody knows.
        SipText answer = peer.awaitResponse("wsinv." + unique + "@192.0.2.1");
        assertThat(answer.status()).isEqualTo(481);
    }

    @Test
    void intmeth_a_method_of_all_token_characters() {
        String method = "!interesting-Method0123456789_*+`.%indeed'~";
        String message = text(
                method,
                "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:"
                        + "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
                "",
                "");
        peer.transmit(message.getBytes(StandardCharsets.UTF_8));

        // By its Call-ID, since the stack writes an unknown method in capitals.
        assertThat(peer.awaitResponse(SipText.parse(message).callId()).status()).isEqualTo(405);
    }

    @Test
    void esc01_escaped_characters_in_the_user_part() {
        statusOf(text("INVITE", "sip:sips%3Auser%40example.com@example.net", "", ""));

        assertThat(edge.await(InviteReceived.class).request().requestUri())
                .contains("sips%3Auser%40example.com@example.net");
    }

    @Test
    void semiuri_semicolons_in_the_user_part() {
        statusOf(text("INVITE", "sip:user;par=u%40example.net@example.com", "", ""));

        assertThat(edge.await(InviteReceived.class).request().head().requestHost())
                .isEqualTo("example.com");
    }

    @Test
    void lwsdisp_no_space_before_the_bracket() {
        assertThat(statusOf(text("OPTIONS", "sip:user@example.com", "", "").replace("From: <", "From: caller<")))
                .isEqualTo(200);
    }

    @Test
    void longreq_long_values() {
        String longs = "X-Long: " + "a".repeat(3_000) + "\r\n" + "Via: SIP/2.0/TCP sip33.example.com\r\n".repeat(30);
        assertThat(statusOf(text("OPTIONS", "sip:user@example.com", longs, ""))).isEqualTo(200);
    }

    @Test
    void dblreq_what_follows_the_body_is_no_second_request() {
        String first = text("OPTIONS", "sip:user@example.com", "", "");
        String second = text("INVITE", "sip:user@example.com", "", "");

        assertThat(statusOf(first + second)).isEqualTo(200);
        assertThat(edge.seen).isEmpty();
    }

    @Test
    void clerr_a_length_larger_than_the_message_gets_400() {
        String message =
                text("INVITE", "sip:user@example.com", "", "").replace("Content-Length: 0", "Content-Length: 9999");
        assertThat(statusOf(message)).isEqualTo(400);
    }

    @Test
    void ncl_a_negative_length_gets_400() {
        String message =
                text("INVITE", "sip:user@example.com", "", "").replace("Content-Length: 0", "Content-Length: -999");
        assertThat(statusOf(message)).isEqualTo(400);
    }

    @Test
    void scalar02_numbers_out_of_range_get_400() {
        String message = text("REGISTER", "sip:example.com", "", "").replace("CSeq: 9", "CSeq: 36893488147419103232");
        assertThat(statusOf(message)).isEqualTo(400);
    }

    @Test
    void mismatch01_a_method_unlike_its_cseq_gets_400() {
        String message = text("OPTIONS", "sip:user@example.com", "", "").replace("9 OPTIONS", "9 INVITE");
        peer.transmit(message.getBytes(StandardCharsets.UTF_8));

        assertThat(peer.awaitResponse(SipText.parse(message).callId()).status()).isEqualTo(400);
    }

    @Test
    void multi01_repeated_single_headers_get_400() {
        String twice = "CSeq: 59 INVITE\r\nCall-ID: another\r\nFrom: <sip:x@y>;tag=1\r\nTo: <sip:x@y>\r\n";
        assertThat(statusOf(text("INVITE", "sip:user@example.com", twice, ""))).isEqualTo(400);
    }

    @Test
    void badvers_an_unknown_version_gets_505() {
        assertThat(statusOf(text("OPTIONS", "sip:t.watson@example.org", "", "").replace(" SIP/2.0\r", " SIP/7.0\r")))
                .isEqualTo(505);
    }

    @Test
    void bext01_unknown_extensions_get_420() {
        String required = "Require: nothingSupportsThis, nothingSupportsThisEither\r\n"
                + "Proxy-Require: noProxiesSupportThis, norDoAnyProxiesSupportThis\r\n";
        assertThat(statusOf(text("OPTIONS", "sip:user@example.com", required, "")))
                .isEqualTo(420);
    }

    @Test
    void unkscm_an_unknown_scheme_gets_416() {
        assertThat(statusOf(text("OPTIONS", "nobodyKnowsThisScheme:totallyopaquecontent", "", "")))
                .isIn(416, 400);
        assertThat(statusOf(text("OPTIONS", "soap.beep://192.0.2.103:3002", "", "")))
                .isIn(416, 400);
    }

    @Test
    void an_address_that_asks_for_tls_is_refused_with_words_where_there_is_none() {
        for (String method : List.of("INVITE", "REGISTER", "OPTIONS")) {
            String asked = text(method, "sips:user@example.com", "", "");
            SipText refusal = peer.requestRaw(SipText.parse(asked), asked.getBytes(StandardCharsets.UTF_8));
            assertThat(refusal.status()).as(method).isEqualTo(480);
            assertThat(refusal.header("Warning")).startsWith("380 ");
        }
    }

    @Test
    void zeromf_options_with_no_hops_left_reach_us() {
        assertThat(statusOf(
                        text("OPTIONS", "sip:user@example.com", "", "").replace("Max-Forwards: 70", "Max-Forwards: 0")))
                .isEqualTo(200);
    }

    @Test
    void sdp01_a_body_in_a_type_we_do_not_know_is_no_session() {
        statusOf(text("INVITE", "sip:user@example.com", "Content-Type: application/unknownformat\r\n", "<audio/>"));

        assertThat(edge.await(InviteReceived.class).request().sdp()).isNull();
    }

    @Test
    void inv2543_no_branch_is_too_old_for_us() {
        String message = text("INVITE", "sip:UserB@example.com", "", "").replaceAll(";branch=[^\r]*", "");
        peer.transmit(message.getBytes(StandardCharsets.UTF_8));
        statusOf(text("OPTIONS", "sip:x@acme.test", "", ""));

        assertThat(edge.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To: \"Mr. J. User <sip:j.user@example.com>", // quotbal
                "To: <sip:user@example.com", // ltgtruri
                "To: sip:user@exa mple.com; tag", // lws
                "Contact: <user@example.com>", // badaspec
                "Date: Fri, 01 Jan 2010 16:00:00 EST", // baddate
                "Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E", // regbadct
                "From: Bell, Alexander <sip:a.g.bell@example.com>;tag=43", // baddn
                "Warning: 1812 overture \"In Progress\"",
                "Expires: 0 0l@company.com",
                "Authorization: NoOneKnowsThisScheme opaque-data=here" // regaut01
            })
    void a_malformed_header_does_no_harm(String header) {
        String name = header.substring(0, header.indexOf(':'));
        String message = text("REGISTER", "sip:example.com", "", "");
        String replaced = message.contains("\r\n" + name + ":")
                ? message.replaceAll("\r\n" + name + ":[^\r]*", "\r\n" + header.replace("\\", "\\\\"))
                : message.replace("Max-Forwards", header + "\r\nMax-Forwards");

        assertThat(statusOf(replaced)).isIn(200, 400, 481);
    }

    @Test
    void ten_thousand_mutations_do_no_harm() {
        SplittableRandom random = new SplittableRandom(4475);
        List<String> seeds = List.of("INVITE", "REGISTER", "OPTIONS", "BYE", "ACK", "CANCEL");
        for (int i = 0; i < 10_000; i++) {
            String extra = "Record-Route: <sip:a;lr>\r\nAuthorization: Digest username=\"a\"\r\nRequire: x\r\n";
            byte[] bytes = text(seeds.get(i % seeds.size()), "sip:u@h", extra, "v=0\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            peer.transmit(bytes);
        }
    }
}
