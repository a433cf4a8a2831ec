package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.KeepMediaClear;
import io.ringlog.domain.journal.Command.KeepMediaEncrypted;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.OfferedEncryption;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the media of a device or trunk is encrypted is a rule of its row. */
class EncryptedMediaSpec {
    private static final ContactAsked PLACE = new ContactAsked("sip:ben@192.0.2.10:5060", 3600, null);

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private static Source by(String transport) {
        return new Source("192.0.2.10", 5060, transport, null, false);
    }

    private static InviteReceived with(InviteReceived invite, @Nullable OfferedEncryption offered, String transport) {
        return Draft.like(invite)
                .with("encryption", offered)
                .with("source", by(transport))
                .row();
    }

    private void ruled(String device, MediaEncryption rule) {
        brain.given(
                Draft.like(Rows.device(device)).with("mediaEncryption", rule).row());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "OFF, -, udp, -",
                "OFF, OPTIONAL, udp, -",
                "OFF, REQUIRED, tls, media.encryption-off",
                "OFF, UNUSABLE, tls, media.encryption-unusable",
                "OPTIONAL, -, udp, -",
                "OPTIONAL, OPTIONAL, udp, -",
                "OPTIONAL, REQUIRED, udp, -",
                "OPTIONAL, UNUSABLE, udp, media.encryption-unusable",
                "REQUIRED, -, tls, media.encryption-required",
                "REQUIRED, OPTIONAL, tls, -",
                "REQUIRED, REQUIRED, wss, -",
                "REQUIRED, REQUIRED, tcp, media.encryption-not-over-tls",
                "REQUIRED, UNUSABLE, tls, media.encryption-unusable"
            })
    void a_caller_is_taken_by_the_rule_of_its_device(
            MediaEncryption rule, @Nullable OfferedEncryption offered, String transport, @Nullable String refused) {
        ruled("anna", rule);
        ruled("ben", MediaEncryption.OFF);
        brain.given(phones.registers("ben"));

        brain.when(with(phones.calls("c1", "anna", "ben"), offered, transport));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::warning)
                .isEqualTo(refused == null ? List.of() : List.of(refused));
        if (refused == null) {
            assertThat(brain.commands(InviteParty.class)).hasSize(1);
        } else {
            RefuseCall refusal = brain.commands(RefuseCall.class).getFirst();
            assertThat(refusal.status()).isEqualTo(488);
            assertThat(refusal.reason()).isEqualTo("Q.850;cause=79");
            assertThat(brain.events(CallRefused.class)).hasSize(1);
        }
    }

    @Test
    void nothing_is_taken_of_what_a_caller_offers_whose_media_is_never_encrypted() {
        ruled("anna", MediaEncryption.OFF);
        ruled("ben", MediaEncryption.OFF);
        brain.given(phones.registers("ben"));

        brain.when(with(phones.calls("c1", "anna", "ben"), OfferedEncryption.OPTIONAL, "tls"));

        assertThat(brain.commands(KeepMediaClear.class)).containsExactly(new KeepMediaClear("c1"));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED, OPTIONAL, 1", "REQUIRED, REQUIRED, 0", "OPTIONAL, OPTIONAL, 0"})
    void nothing_is_taken_in_the_clear_of_a_caller_whose_media_is_always_encrypted(
            MediaEncryption rule, OfferedEncryption offered, int told) {
        ruled("anna", rule);
        ruled("ben", MediaEncryption.OFF);
        brain.given(phones.registers("ben"));

        brain.when(with(phones.calls("c1", "anna", "ben"), offered, "tls"));

        assertThat(brain.commands(KeepMediaEncrypted.class))
                .hasSize(told)
                .allMatch(it -> it.callId().equals("c1"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "OFF, tls, -",
                "OPTIONAL, tls, OPTIONAL",
                "OPTIONAL, wss, OPTIONAL",
                "OPTIONAL, udp, -",
                "REQUIRED, tls, REQUIRED",
                "REQUIRED, udp, REQUIRED"
            })
    void who_is_rung_is_offered_it_by_the_rule_of_its_device(
            MediaEncryption rule, String transport, @Nullable MediaEncryption offered) {
        ruled("ben", rule);
        brain.given(phones.registers("ben", phones.answer("ben", "REGISTER"), by(transport), PLACE));

        brain.when(phones.calls("c1", "anna", "ben"));

        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .encryption())
                .isEqualTo(offered);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"true, true", "false, -"})
    void a_device_in_a_browser_is_offered_the_way_of_browsers(boolean inBrowser, @Nullable Boolean offered) {
        brain.given(Draft.like(Rows.device("ben")).with("isWebrtc", inBrowser).row());
        brain.given(phones.registers("ben", phones.answer("ben", "REGISTER"), by("wss"), PLACE));

        brain.when(phones.calls("c1", "anna", "ben"));

        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .webRtc())
                .isEqualTo(offered);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"OFF, -", "OPTIONAL, OPTIONAL", "REQUIRED, REQUIRED"})
    void a_trunk_is_offered_it_by_its_own_rule(MediaEncryption rule, @Nullable MediaEncryption offered) {
        brain.given(Phones.trunk("tr_1")
                .with("mediaEncryption", rule)
                .with("transport", SipDevice.Transport.TLS)
                .row());

        brain.when(phones.calls("c1", "anna", "089 1234567"));

        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .encryption())
                .isEqualTo(offered);
    }

    @Test
    void a_call_of_a_trunk_is_taken_by_its_own_rule() {
        brain.given(Phones.trunk(Rows.TRUNK)
                .with("mediaEncryption", MediaEncryption.REQUIRED)
                .row());

        brain.when(with(facts.inviteFromTrunk("c1", Rows.TRUNK, "4989555", "4930100"), null, "tls"));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::warning)
                .containsExactly("media.encryption-required");
    }

    @Test
    void who_calls_for_help_is_taken_as_it_is() {
        ruled("anna", MediaEncryption.REQUIRED);

        brain.when(phones.calls("c1", "anna", "112"));

        assertThat(brain.commands(RefuseCall.class)).isEmpty();
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void who_has_no_row_here_may_have_it() {
        brain.given(Rows.did("4930100", DestKind.USER, "us_anna"));
        brain.given(phones.registers("anna"));

        brain.when(with(
                facts.inviteFromTrunk("c1", "tr_gone", "anonymous", "4930100"), OfferedEncryption.OPTIONAL, "tls"));

        assertThat(brain.commands(KeepMediaClear.class)).isEmpty();
    }
}
