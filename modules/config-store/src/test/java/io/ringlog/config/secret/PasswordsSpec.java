package io.ringlog.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsSpec {

    @Test
    void each_hash_has_a_salt_of_its_own() {
        String hash = Passwords.hash("correct-horse-battery");

        assertThat(hash).isNotEqualTo(Passwords.hash("correct-horse-battery"));
        assertThat(Passwords.isRight("correct-horse-battery", hash)).isTrue();
        assertThat(Passwords.isRight("correct-horse-batterY", hash)).isFalse();
        assertThat(Passwords.wrongFor("")).isFalse();
    }

    /** Of the argon2 command: echo -n password | argon2 somesalt -id -t 2 -k 64 -p 1. */
    @Test
    void hashes_of_others_are_read() {
        String other = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

        assertThat(Passwords.isRight("password", other)).isTrue();
        assertThat(Passwords.isRight("passw0rd", other)).isFalse();
    }

    @Test
    void accents_may_be_spelt_in_both_ways() {
        assertThat(Passwords.isRight(
                        "cafe\u0301-cafe\u0301-cafe\u0301", Passwords.hash("caf\u00e9-caf\u00e9-caf\u00e9")))
                .isTrue();
    }

    @Test
    void what_is_no_hash_is_that_of_no_password() {
        String salted = "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        for (String broken : List.of(
                "",
                "password",
                "$argon2i$v=19$m=256,t=2,p=1" + salted,
                "$argon2id$v=19$m=999999,t=2,p=1" + salted,
                "$argon2id$v=19$m=256,t=999,p=1" + salted,
                "$argon2id$v=19$m=256,t=0,p=1" + salted,
                "$argon2id$v=19$m=256,t=2,p=0" + salted,
                "$argon2id$v=19$m=8,t=2,p=99" + salted,
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQM")) {
            assertThat(Passwords.isRight("password", broken)).as(broken).isFalse();
        }
    }

    @Test
    void a_password_has_twelve_to_255_characters_whatever_they_are() {
        assertThat(Passwords.fits("x".repeat(11))).isFalse();
        assertThat(Passwords.fits("\ud83d\ude00".repeat(12))).isTrue();
        assertThat(Passwords.fits("\ud83d\ude00".repeat(255))).isTrue();
        assertThat(Passwords.fits("x".repeat(256))).isFalse();
    }
}
