package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.RegistrationEvent.ContactsBound;
import io.ringlog.domain.journal.RegistrationEvent.RegistrationRefused;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingSpec {

    private final Phones phones = new Phones(new Facts("edge1", 1));
    private final BrainSpec brain = Phones.office();

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void an_account_that_is_not_active_registers_nobody(Account.Status status) {
        brain.given(Rows.ofStatus(status));

        brain.when(phones.registers("anna"));

        assertThat(refusal()).isEqualTo("account.inactive");
    }

    @Test
    void a_disabled_device_is_barred() {
        brain.given(device(null, RowStatus.DISABLED)).when(phones.registers("anna"));

        assertThat(refusal()).isEqualTo("device.disabled");
    }

    @Test
    void a_disabled_user_is_barred() {
        brain.given(UserRow.user("anna").disabled().row()).when(phones.registers("anna"));

        assertThat(refusal()).isEqualTo("user.disabled");
    }

    @Test
    void a_device_without_a_user_is_barred() {
        brain.whenRemoved("us_anna").when(phones.registers("anna"));

        assertThat(refusal()).isEqualTo("user.missing");
    }

    @Test
    void an_answer_without_qop_is_good_once() {
        DigestAnswer old = answered("MD5", null, null);

        register(old);
        assertThat(brain.events(ContactsBound.class)).hasSize(1);

        register(old);
        assertThat(refusal()).isEqualTo("auth.replayed");
    }

    @Test
    void a_count_that_is_no_number_is_none() {
        register(answered("MD5", "auth", "zzzzzzzz"));
        assertThat(brain.events(ContactsBound.class)).hasSize(1);

        register(answered("MD5", "auth", "000000001"));
        assertThat(refusal()).isEqualTo("auth.replayed");
    }

    @Test
    void sha_256_is_for_devices_that_have_such_a_secret() {
        register(answered("SHA-256", "auth", "00000001"));
        assertThat(refusal()).isEqualTo("auth.wrong");

        brain.given(device("sealed", RowStatus.ACTIVE));
        register(answered("SHA-256", "auth", "00000001"));
        assertThat(brain.events(ContactsBound.class)).hasSize(1);
    }

    @Test
    void any_other_algorithm_is_wrong() {
        DigestAnswer right = answered("MD5", "auth", "00000001");
        register(new DigestAnswer(
                right.username(),
                right.realm(),
                right.nonce(),
                right.uri(),
                right.response(),
                "MD4",
                right.qop(),
                right.cnonce(),
                right.nc(),
                right.method(),
                null));

        assertThat(refusal()).isEqualTo("auth.wrong");
    }

    private void register(DigestAnswer answer) {
        brain.when(phones.registers(
                "anna", answer, Facts.SOURCE, new ContactAsked("sip:anna@192.0.2.10:5060", 3600, null)));
    }

    private String refusal() {
        return brain.events(RegistrationRefused.class).getFirst().code();
    }

    private static SipDevice device(@Nullable String sha256, RowStatus status) {
        return Draft.like(Rows.device("anna"))
                .with("ha1Sha256", sha256)
                .with("status", status)
                .row();
    }

    private static DigestAnswer answered(String algorithm, @Nullable String qop, @Nullable String nc) {
        String uri = "sip:" + Rows.DOMAIN;
        DigestAnswer open = new DigestAnswer(
                "anna",
                Rows.DOMAIN,
                "nonce",
                uri,
                "",
                algorithm,
                qop,
                qop == null ? null : "cnonce",
                nc,
                "REGISTER",
                null);
        return new DigestAnswer(
                "anna",
                Rows.DOMAIN,
                "nonce",
                uri,
                DigestCheck.response(open, "ha1-of-dev_anna", algorithm),
                algorithm,
                qop,
                open.cnonce(),
                nc,
                "REGISTER",
                null);
    }
}
