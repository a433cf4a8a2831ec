package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The user part of a URI is an escaped name or number, never raw text. */
class MeaningUsersSpec {
    private final TestEdge edge = new TestEdge();

    @BeforeEach
    void trusting() {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        edge.routing(invite -> edge.node.reject(invite.callId(), SipRefusal.of(480)));
    }

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void an_escaped_star_code_is_the_code() {
        assertThat(head("01-star-code-escaped.sip").requestUser()).isEqualTo("*21#");
    }

    @Test
    void a_number_is_what_stands_before_its_parameters() {
        RequestHead head = head("02-number-parameters-trunk.sip");

        assertThat(head.requestUser()).isEqualTo("+12025550123");
        assertThat(head.toUser()).isEqualTo("+12025550123");
        assertThat(head.fromUser()).isEqualTo("+12025550177");
    }

    @Test
    void a_caller_may_be_a_number_alone() {
        assertThat(head("02b-from-tel-uri-trunk.sip").fromUser()).isEqualTo("+12025550177");
    }

    private RequestHead head(String name) {
        SipPeer phone = edge.phone("x");
        phone.transmit(Cases.text(name)
                .replaceAll("127\\.0\\.0\\.[12]:40060", "127.0.0.1:" + phone.localPort())
                .getBytes(StandardCharsets.UTF_8));
        return edge.await(InviteReceived.class).request().head();
    }
}
