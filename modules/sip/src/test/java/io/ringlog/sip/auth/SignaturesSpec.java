package io.ringlog.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Nonces and route tokens prove themselves, to every edge with the key and to nobody else. */
class SignaturesSpec {
    private static final byte[] KEY = "sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another cluster's key".getBytes(StandardCharsets.UTF_8);
    private static final String PHONE = "192.0.2.1";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static Nonces at(byte[] key, Instant now) {
        return new Nonces(key, Duration.ofMinutes(5), InstantSource.fixed(now));
    }

    @Test
    void a_nonce_is_valid_at_every_edge_of_the_cluster_until_it_is_stale() {
        String nonce = at(KEY, NOON).mint("acme.test", PHONE);

        assertThat(at(KEY, NOON.plusSeconds(300)).check(nonce, "acme.test", PHONE))
                .isEqualTo(Nonces.Check.VALID);
        assertThat(at(KEY, NOON.plusSeconds(301)).check(nonce, "acme.test", PHONE))
                .isEqualTo(Nonces.Check.STALE);
    }

    @Test
    void a_nonce_of_another_key_or_realm_is_forged() {
        String nonce = at(KEY, NOON).mint("acme.test", PHONE);

        assertThat(at(OTHER, NOON).check(nonce, "acme.test", PHONE)).isEqualTo(Nonces.Check.FORGED);
        assertThat(at(KEY, NOON).check(nonce, "evil.test", PHONE)).isEqualTo(Nonces.Check.FORGED);
        assertThat(at(KEY, NOON).check("", "acme.test", PHONE)).isEqualTo(Nonces.Check.FORGED);
        assertThat(at(KEY, NOON).check("a.b.c", "acme.test", PHONE)).isEqualTo(Nonces.Check.FORGED);
    }

    @Test
    void a_nonce_is_good_for_the_address_that_asked_for_it() {
        String nonce = at(KEY, NOON).mint("acme.test", PHONE);

        assertThat(at(KEY, NOON).check(nonce, "acme.test", "192.0.2.2")).isEqualTo(Nonces.Check.FORGED);
    }

    @Test
    void a_token_holds_for_both_directions_of_its_call_only() {
        RouteToken tokens = new RouteToken(KEY);
        String token = tokens.mint("call_1", "abc@host", "tagA");

        assertThat(tokens.verify(token, "abc@host", "tagA", "tagB")).contains("call_1");
        assertThat(tokens.verify(token, "abc@host", "tagB", "tagA")).contains("call_1");
        assertThat(tokens.verify(token, "other@host", "tagA", "tagB")).isEmpty();
        assertThat(tokens.verify(token, "abc@host", "tagX", "tagB")).isEmpty();
        assertThat(tokens.verify(token.replace("call_1", "call_2"), "abc@host", "tagA", "tagB"))
                .isEmpty();
        assertThat(tokens.verify("nonsense", "abc@host", "tagA", "tagB")).isEmpty();
        assertThat(new RouteToken(OTHER).verify(token, "abc@host", "tagA", "tagB"))
                .isEmpty();
    }

    @Test
    void branches_of_ours_are_known_and_others_are_not() {
        String branch = new Branches(KEY).fresh();

        assertThat(new Branches(KEY).isOurs(branch)).isTrue();
        assertThat(new Branches(OTHER).isOurs(branch)).isFalse();
        assertThat(new Branches(KEY).isOurs("z9hG4bKnashds8")).isFalse();
    }
}
