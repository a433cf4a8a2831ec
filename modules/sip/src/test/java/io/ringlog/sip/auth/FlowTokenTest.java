package io.ringlog.sip.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.auth.FlowToken.Named;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTokenTest {

    private static final byte[] KEY = "a key of the test cluster".getBytes(UTF_8);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InstantSource clock = now::get;
    private final FlowToken tokens = new FlowToken(KEY, clock);

    @Test
    void a_token_names_its_connection_to_whoever_has_the_key() {
        String token = tokens.mint("tcp:1a2b-7", "call@a");
        assertThat(new FlowToken(KEY.clone(), clock).verify(token, "call@a")).contains(new Named("tcp:1a2b-7", true));
    }

    @Test
    void it_begins_calls_for_a_moment_only() {
        String token = tokens.mint("tcp:1", "call@a");
        now.set(now.get().plusSeconds(119));
        assertThat(tokens.verify(token, "call@a")).isPresent();
        now.set(now.get().plusSeconds(1));
        assertThat(tokens.verify(token, "call@a")).isEmpty();
    }

    @Test
    void what_is_recorded_lasts_and_begins_nothing() {
        String token = tokens.mintInside("tcp:1a2b-7", "call@a");
        now.set(now.get().plusSeconds(1_000_000));
        assertThat(tokens.verify(token, "call@a")).contains(new Named("tcp:1a2b-7", false));
    }

    @Test
    void for_a_datagram_which_has_no_connection_that_ends_it_lasts_a_day() {
        String token = tokens.mintInside("udp:192.0.2.1:5062", "call@a");
        now.set(now.get().plusSeconds(86_399));
        assertThat(tokens.verify(token, "call@a")).contains(new Named("udp:192.0.2.1:5062", false));
        now.set(now.get().plusSeconds(1));
        assertThat(tokens.verify(token, "call@a")).isEmpty();
    }

    @Test
    void what_was_recorded_for_a_day_cannot_be_made_to_begin_a_call() {
        String token = tokens.mintInside("udp:192.0.2.1:5062", "call@a");
        assertThat(tokens.verify(token.substring(1), "call@a")).isEmpty();
        assertThat(tokens.verify("i" + tokens.mint("tcp:1", "call@a"), "call@a"))
                .isEmpty();
    }

    @Test
    void it_is_good_for_one_call_alone() {
        assertThat(tokens.verify(tokens.mint("tcp:1", "call@a"), "call@b")).isEmpty();
    }

    @Test
    void it_is_good_for_the_proxies_that_it_was_made_for_in_their_order() {
        List<String> way = List.of("<sip:p1.test;lr>", "<sip:p2.test;lr>");
        String token = tokens.mint("tcp:1", "call@a", way);

        assertThat(tokens.verify(token, "call@a", way)).contains(new Named("tcp:1", true));
        assertThat(tokens.verify(token, "call@a", way.reversed())).isEmpty();
        assertThat(tokens.verify(token, "call@a", List.of("<sip:p1.test;lr>"))).isEmpty();
        assertThat(tokens.verify(token, "call@a")).isEmpty();
        assertThat(tokens.verify(tokens.mint("tcp:1", "call@a"), "call@a", way)).isEmpty();
    }

    @Test
    void one_of_another_key_is_none() {
        FlowToken others = new FlowToken("another key of sixteen".getBytes(UTF_8), clock);
        assertThat(tokens.verify(others.mint("tcp:1", "call@a"), "call@a")).isEmpty();
    }

    @Test
    void no_letter_of_it_can_be_changed() {
        String token = tokens.mint("tcp:1", "call@a");
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == '1' ? '2' : '1';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(tokens.verify(changed, "call@a")).as(changed).isEmpty();
        }
    }

    @Test
    void what_began_a_call_cannot_be_made_to_last() {
        String token = tokens.mint("tcp:1", "call@a");
        assertThat(tokens.verify("0" + token.substring(token.indexOf('.')), "call@a"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "1.dGNwOjE.", "x.dGNwOjE.AAAAAAAAAAAAAAAA", "99999999999999999999.a.b"})
    void what_is_no_token_is_none(String token) {
        assertThat(tokens.verify(token, "call@a")).isEmpty();
    }
}
