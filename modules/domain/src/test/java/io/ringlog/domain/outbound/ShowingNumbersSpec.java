package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.FromOverwritten;
import io.ringlog.domain.journal.Command.CallerId;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.OverwriteFrom;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phones of an account show the numbers of those who call in as people of its country dial them back. */
class ShowingNumbersSpec {
    private static final String C = "c1";
    private static final String NUMBER = "49301";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office().given(Rows.trunk(), Rows.did(NUMBER, DestKind.USER, "us_ben"));

    @BeforeEach
    void both_are_there() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private void format(NumberFormat format) {
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("numberFormat", format)
                .row());
    }

    private void callsIn(String from) {
        brain.when(facts.inviteFromTrunk(C, Rows.TRUNK, from, NUMBER));
    }

    private CallerId shown() {
        return brain.commands(InviteParty.class).getFirst().callerId();
    }

    @ParameterizedTest
    @CsvSource({
        "E164, 4989123456, +4989123456",
        "NATIONAL, 4989123456, 089123456",
        "NATIONAL, +4989123456, 089123456",
        "NATIONAL, 442079460000, +442079460000",
        "E164, 110, 110",
        "NATIONAL, anonymous, anonymous",
    })
    void a_number_is_shown_as_the_account_wants_it(NumberFormat format, String from, String shown) {
        format(format);
        callsIn(from);
        assertThat(shown().number()).isEqualTo(shown);
    }

    @Test
    void what_the_carrier_wrote_otherwise_is_written_anew_in_an_invite_that_is_passed_on_and_the_story_says_so() {
        format(NumberFormat.NATIONAL);
        callsIn("+4989123456");

        assertThat(brain.commands(OverwriteFrom.class))
                .containsExactly(new OverwriteFrom(C, new CallerId("089123456", shown().name())));
        assertThat(brain.events(FromOverwritten.class))
                .containsExactly(new FromOverwritten(C, "+4989123456", "089123456"));
        assertThat(brain.reasons(FromOverwritten.class).getFirst().rule()).isEqualTo("number.format");
    }

    @Test
    void what_is_written_so_already_stays() {
        format(NumberFormat.E164);
        callsIn("+4989123456");

        assertThat(shown().number()).isEqualTo("+4989123456");
        assertThat(brain.commands(OverwriteFrom.class)).isEmpty();
        assertThat(brain.events(FromOverwritten.class)).isEmpty();
    }

    @Test
    void without_a_format_it_is_as_the_carrier_wrote_it() {
        callsIn("+4989123456");

        assertThat(shown().number()).isEqualTo("4989123456");
        assertThat(brain.commands(OverwriteFrom.class)).isEmpty();
    }

    @Test
    void the_prefix_of_a_group_stands_before_a_number_in_its_format() {
        format(NumberFormat.NATIONAL);
        brain.given(
                GroupRow.group("rg_1").of("ben").cidPrefix("Sales").row(),
                Rows.did(NUMBER, DestKind.RING_GROUP, "rg_1"));
        callsIn("4989123456");

        assertThat(shown().number()).isEqualTo("089123456");
        assertThat(brain.commands(OverwriteFrom.class).getLast().shown()).isEqualTo(shown());
    }

    @Test
    void colleagues_are_shown_as_ever_and_records_keep_e164() {
        format(NumberFormat.NATIONAL);
        brain.when(phones.calls("c2", "anna", "ben"));
        assertThat(shown().number()).isEqualTo("anna");
        brain.given(facts.hungUp("c2", "a"));

        callsIn("+4989123456");
        brain.when(facts.hungUp(C, "a"));
        assertThat(brain.events(CallEnded.class).getFirst().cdr())
                .extracting("fromNum")
                .isEqualTo("4989123456");
    }
}
