package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.RegisterOrder.Credentials;
import io.ringlog.sip.SipFact.OptionsAnswered;
import io.ringlog.sip.SipFact.RegistrarAnswered;
import io.ringlog.testkit.sip.AnsweringServer;
import io.ringlog.testkit.sip.AnsweringServer.Reply;
import io.ringlog.testkit.sip.SipText;
import io.ringlog.testkit.sip.SipText.Header;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OPTIONS and REGISTER that the node sends to trunks; each ends in one fact. */
class AskingTrunksSpec {

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestEdge edge = new TestEdge();
    private final AnsweringServer trunk = new AnsweringServer();

    @AfterEach
    void close() {
        trunk.close();
        edge.close();
    }

    private Destination there() {
        return Destination.of("sip:" + trunk.place());
    }

    private void ask(String askId, Destination to, Duration wait) {
        edge.node.askOptions(askId, to, "sip:acme@carrier.test", "acc_1", wait);
    }

    private RegisterOrder order(Destination to, List<String> gone, Credentials... credentials) {
        return new RegisterOrder(
                "r1",
                "sip:carrier.test",
                to,
                "sip:acme@carrier.test",
                "tr_1.mac",
                "call-id-1",
                7,
                600,
                gone,
                List.of(credentials),
                "acc_1",
                WAIT);
    }

    private RegistrarAnswered registered(Reply reply) {
        trunk.behaving(request -> reply);
        edge.node.register(order(there(), List.of()));
        return edge.await(RegistrarAnswered.class);
    }

    private String contact() {
        return "sip:tr_1.mac@127.0.0.1:" + edge.node.port();
    }

    @Test
    void options_go_as_a_request_of_their_own_and_the_answer_is_told() {
        trunk.behaving(request -> new Reply(404));

        ask("a1", there(), WAIT);

        assertThat(edge.await(OptionsAnswered.class)).isEqualTo(new OptionsAnswered("a1", 404));
        SipText asked = trunk.awaitAsked();
        assertThat(asked.firstLine()).isEqualTo("OPTIONS sip:" + trunk.place() + " SIP/2.0");
        assertThat(asked.header("From")).startsWith("<sip:acme@carrier.test>;tag=");
        assertThat(asked.header("Max-Forwards")).isEqualTo("70");
    }

    @Test
    void silence_is_told_as_408_when_the_wait_is_over_and_what_comes_later_is_nothing() {
        trunk.behaving(request -> null);
        ask("a1", there(), SHORT);
        assertThat(edge.await(OptionsAnswered.class)).isEqualTo(new OptionsAnswered("a1", 408));

        trunk.behaving(request -> new Reply(200));
        ask("a2", there(), WAIT);
        assertThat(edge.await(OptionsAnswered.class)).isEqualTo(new OptionsAnswered("a2", 200));
    }

    @Test
    void nobody_is_asked_again_after_the_wait() {
        trunk.behaving(request -> null);
        ask("a1", there(), Duration.ofMillis(300));
        assertThat(edge.await(OptionsAnswered.class).status()).isEqualTo(408);
        SipText first = trunk.awaitAsked();

        ask("a2", there(), Duration.ofMillis(1_200));
        assertThat(edge.await(OptionsAnswered.class).status()).isEqualTo(408);

        List<String> branches = Stream.generate(trunk::asked)
                .takeWhile(Optional::isPresent)
                .map(it -> it.orElseThrow().header("Via"))
                .toList();
        assertThat(branches).hasSizeGreaterThan(1);
        assertThat(branches).filteredOn(first.header("Via")::equals).isEmpty();
    }

    @Test
    void where_no_way_leads_is_told_as_503() {
        ask("a1", Destination.of("sips:carrier.test"), WAIT);
        assertThat(edge.await(OptionsAnswered.class)).isEqualTo(new OptionsAnswered("a1", 503));

        edge.node.register(order(Destination.of("no uri"), List.of()));
        assertThat(edge.await(RegistrarAnswered.class).status()).isEqualTo(503);
    }

    @Test
    void what_cannot_be_written_is_told_as_503() {
        edge.node.register(order(there(), List.of(), new Credentials("Authorization", "a\r\nX: b")));

        assertThat(edge.await(RegistrarAnswered.class).status()).isEqualTo(503);
    }

    @Test
    void a_registration_says_as_whom_where_and_for_how_long() {
        edge.node.register(order(
                there(),
                List.of("sip:192.0.2.1:5060"),
                new Credentials("Proxy-Authorization", "Digest c=\"d\""),
                new Credentials("Authorization", "Digest a=\"b\"")));

        SipText asked = trunk.awaitAsked();
        assertThat(asked.firstLine()).isEqualTo("REGISTER sip:carrier.test SIP/2.0");
        assertThat(asked.header("To")).isEqualTo("<sip:acme@carrier.test>");
        assertThat(asked.callId()).isEqualTo("call-id-1");
        assertThat(asked.header("CSeq")).isEqualTo("7 REGISTER");
        assertThat(asked.header("Expires")).isEqualTo("600");
        assertThat(asked.header("Authorization")).startsWith("Digest a=\"b\"");
        assertThat(asked.header("Proxy-Authorization")).startsWith("Digest c=\"d\"");
        assertThat(String.join(",", asked.all("Contact")))
                .contains("<" + contact() + ">;expires=600", "<sip:tr_1.mac@192.0.2.1:5060>;expires=0");
        assertThat(edge.await(RegistrarAnswered.class).contact()).isEqualTo("sip:127.0.0.1:" + edge.node.port());
    }

    @Test
    void a_trunk_whose_name_nobody_answers_for_in_time_cannot_be_reached() {
        ask("a1", Destination.of("sip:slow.invalid"), Duration.ZERO);

        assertThat(edge.await(OptionsAnswered.class)).isEqualTo(new OptionsAnswered("a1", 503));
    }

    @Test
    void a_contact_of_before_that_is_our_own_is_not_taken_back() {
        edge.node.register(order(there(), List.of("sip:127.0.0.1:" + edge.node.port())));

        assertThat(String.join(",", trunk.awaitAsked().all("Contact"))).doesNotContain("expires=0");
    }

    @Test
    void a_challenge_is_told_with_what_it_is_for() {
        RegistrarAnswered told =
                registered(new Reply(401, new Header("WWW-Authenticate", "Digest realm=\"c\", nonce=\"n\"")));

        assertThat(told.status()).isEqualTo(401);
        assertThat(told.requestUri()).isEqualTo("sip:carrier.test");
        assertThat(told.challenges()).extracting(DigestChallenge::realm).containsExactly("c");
    }

    @Test
    void the_life_of_our_own_contact_counts_before_that_of_all() {
        assertThat(registered(new Reply(
                                200,
                                new Header("Contact", "<sip:other@192.0.2.1>;expires=10"),
                                new Header("Contact", "<" + contact() + ";ob>;q=0.5;Expires=77"),
                                new Header("Expires", "3600")))
                        .expiresSec())
                .isEqualTo(77);
        assertThat(registered(new Reply(200, new Header("Expires", "3600"))).expiresSec())
                .isEqualTo(3600);
        assertThat(registered(new Reply(200, new Header("Contact", "<" + contact() + ">")))
                        .expiresSec())
                .isNull();
    }

    @Test
    void a_list_without_our_contact_says_that_it_is_not_bound() {
        assertThat(registered(new Reply(
                                200,
                                new Header("Contact", "<sip:other@192.0.2.1>;expires=10"),
                                new Header("Expires", "3600")))
                        .expiresSec())
                .isZero();
    }

    @Test
    void places_of_ours_beside_this_one_are_told_unless_they_may_be_this_one_in_other_words() {
        Header seen =
                new Header("Contact", "<" + contact().replaceAll("@.*", "@203.0.113.9:40012") + ";ob>;expires=60");
        Header other = new Header("Contact", "<sip:other@192.0.2.1>;expires=10");

        assertThat(registered(new Reply(200, seen, other)).others()).isEmpty();
        assertThat(registered(new Reply(200, seen, other, new Header("Contact", "<" + contact() + ">")))
                        .others())
                .containsExactly("sip:203.0.113.9:40012;ob");
    }

    @Test
    void a_registrar_may_write_our_place_its_own_way() {
        String seen = contact().replaceAll("@.*", "@203.0.113.9:40012");
        String seenBefore = contact().replaceAll("@.*", "@203.0.113.9:40011");

        assertThat(registered(new Reply(
                                200,
                                new Header("Contact", "<" + seenBefore + ">;expires=1200"),
                                new Header("Contact", "<" + seen + ">;expires=60")))
                        .expiresSec())
                .isEqualTo(60);
        assertThat(registered(new Reply(
                                200,
                                new Header("Contact", "<" + seenBefore + ">;expires=60"),
                                new Header("Contact", "<" + contact() + ">;expires=1200")))
                        .expiresSec())
                .isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({"Min-Expires, 1800, 1800,", "Retry-After, 120 (busy), , 120", "Retry-After, 99999999999, ,"})
    void what_a_registrar_asks_for_is_told(
            String header, String value, @Nullable Integer least, @Nullable Integer later) {
        RegistrarAnswered told = registered(new Reply(423, new Header(header, value)));

        assertThat(told.minExpiresSec()).isEqualTo(least);
        assertThat(told.retryAfterSec()).isEqualTo(later);
    }
}
