package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipTrunk.InboundFormat;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.OverwriteFrom;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.number.Numbering;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trunk writes as people of a country do is E.164 from the first decision on. */
class NumbersOfCarriersSpec {
    private static final String C = "c1";
    private static final String NUMBER = "493012345678";
    private static final Numbering NATIONAL = new Numbering("DE", false);

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(Rows.trunk(), Rows.did(NUMBER, DestKind.USER, "us_ben"));

    @BeforeEach
    void both_are_there() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private void callsIn(String from, String to, @Nullable Numbering how) {
        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, from, to).by(Rows.TRUNK, Rows.ACCOUNT, how));
    }

    private CallStarted started() {
        return brain.events(CallStarted.class).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "08912345678, 03012345678, 498912345678",
        "+498912345678, +493012345678, 498912345678",
        "00442079460000, 00493012345678, 442079460000",
        "anonymous, 03012345678, anonymous",
        "1001, 03012345678, 1001",
    })
    void numbers_are_read_by_the_country_of_the_trunk(String from, String to, String caller) {
        callsIn(from, to, NATIONAL);

        assertThat(started().from()).isEqualTo(caller);
        assertThat(started().to()).isEqualTo(NUMBER);
        assertThat(brain.commands(InviteParty.class)).hasSize(1);
    }

    @Test
    void a_trunk_may_leave_the_prefix_out() {
        callsIn("8912345678", "3012345678", new Numbering("DE", true));

        assertThat(started().from()).isEqualTo("498912345678");
        assertThat(started().to()).isEqualTo(NUMBER);
    }

    @Test
    void the_story_says_what_the_trunk_wrote_and_by_which_country_it_was_read() {
        callsIn("08912345678", "03012345678", NATIONAL);

        assertThat(brain.reasons(CallStarted.class).getFirst().inputs())
                .containsEntry("dialled", "03012345678")
                .containsEntry("caller", "08912345678")
                .containsEntry("country", "DE");
    }

    @Test
    void without_a_country_they_are_as_the_trunk_writes_them() {
        callsIn("08912345678", "03012345678", null);

        assertThat(started().from()).isEqualTo("08912345678");
        assertThat(brain.events(CallRefused.class)).hasSize(1);
        assertThat(brain.reasons(CallStarted.class).getFirst().inputs()).doesNotContainKeys("caller", "country");
    }

    @Test
    void records_have_e164_and_phones_what_their_account_wants() {
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("numberFormat", NumberFormat.E164)
                .row());
        callsIn("08912345678", "03012345678", NATIONAL);
        assertThat(brain.commands(OverwriteFrom.class).getFirst().shown().number())
                .isEqualTo("+498912345678");

        brain.when(facts.cancelled(C));
        assertThat(brain.events(CallEnded.class).getFirst().cdr().fromNum()).isEqualTo("498912345678");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NATIONAL, AT, DE, AT/false",
                "SIGNIFICANT, -, DE, DE/true",
                "NATIONAL, -, -, -",
                "E164, DE, DE, -",
            })
    void the_country_is_the_trunks_or_the_accounts(
            InboundFormat format, @Nullable String trunks, @Nullable String accounts, @Nullable String how) {
        SipTrunk trunk = Draft.like(Rows.trunk())
                .with("inboundFormat", format)
                .with("country", trunks)
                .row();
        assertThat(trunk.numbering(accounts).map(it -> it.country() + "/" + it.bare()))
                .isEqualTo(Optional.ofNullable(how));
    }
}
