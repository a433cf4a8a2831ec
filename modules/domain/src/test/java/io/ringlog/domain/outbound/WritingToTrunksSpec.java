package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SipTrunk.CidFormat;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.UserRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls is written as the trunk wants numbers. */
class WritingToTrunksSpec {
    private final Phones phones = new Phones(new Facts("edge1", 1));
    private final BrainSpec brain = Phones.callingOut();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PLUS, -, 4930100, +4930100",
                "DIGITS, -, 4930100, 4930100",
                "NATIONAL, -, 4930100, 030100",
                "NATIONAL, DE, 4930100, 030100",
                "NATIONAL, -, 442079460000, +442079460000",
                "PLUS, -, anna, anna",
            })
    void a_trunk_sees_numbers_as_it_wants_them(
            CidFormat format, @Nullable String country, String number, String written) {
        brain.given(
                Phones.trunk("tr_1")
                        .with("cidFormat", format)
                        .with("country", country)
                        .row(),
                Draft.like(UserRow.user("anna").row())
                        .with("outCidNumber", number)
                        .row());

        brain.when(phones.calls("c1", "anna", "089 1234567"));

        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(Objects.requireNonNull(invite.targets().getFirst().shown()).fromUser())
                .isEqualTo(written);
    }
}
