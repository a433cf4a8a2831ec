package io.ringlog.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever target leads a call on sets its variables on that hop. */
class SettingOnTheWaySpec {

    private static final Dest TO_BEN = new Dest(DestKind.USER, "us_ben", Map.of("why", "this"));

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = new BrainSpec(Brains.concerns(Phones.SECRETS));

    @BeforeEach
    void anna_and_ben_have_phones() {
        brain.given(
                Rows.account(),
                Rows.trunk(),
                UserRow.user("anna").row(),
                UserRow.user("ben").row(),
                Rows.device("anna"),
                Rows.device("ben"),
                Rows.did("100", DestKind.USER, "us_anna"));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private static <R extends Record> ConfigRow with(R row, String component, Dest dest) {
        return (ConfigRow) Draft.like(row).with(component, dest).row();
    }

    private void calls() {
        brain.when(facts.inviteFromTrunk("c1", Rows.TRUNK, "49", "100"));
    }

    private void isSetOnTheWayToBen() {
        assertThat(brain.events(CallRouted.class).getLast().target().xform()).isEqualTo(Map.of("why", "this"));
        assertThat(brain.state().call("c1").orElseThrow().variables()).containsEntry("why", "this");
        assertThat(brain.state().call("c1").orElseThrow().ringing())
                .extracting(leg -> leg.party().userId())
                .containsExactly("us_ben");
    }

    @Test
    void a_closed_number_sets_what_its_closed_target_says() {
        brain.given(
                (ConfigRow) Draft.like(Rows.did("100", DestKind.USER, "us_anna"))
                        .with("scheduleId", "sch")
                        .with("closedDest", TO_BEN)
                        .row(),
                Rows.schedule("sch", null, Rows.weekly(1, "09:00", "17:00")));

        calls();

        isSetOnTheWayToBen();
    }

    @Test
    void a_holiday_without_a_target_sets_what_the_closed_one_says() {
        brain.given(
                (ConfigRow) Draft.like(Rows.did("100", DestKind.USER, "us_anna"))
                        .with("scheduleId", "sch")
                        .with("closedDest", TO_BEN)
                        .row(),
                Rows.schedule("sch", null, Rows.date("2026-03-03", null, null, true)));

        calls();

        isSetOnTheWayToBen();
    }

    @Test
    void a_number_without_a_target_sets_what_the_account_says() {
        brain.given(Rows.did("100", null, null), with(Rows.account(), "didDefaultDest", TO_BEN));

        calls();

        isSetOnTheWayToBen();
    }

    @Test
    void a_user_who_does_not_answer_sets_what_the_forward_says() {
        brain.given(with(UserRow.user("anna").ringTimeoutSec(9).row(), "fwdNoanswer", TO_BEN));
        calls();

        brain.whenPassed(Duration.ofSeconds(9));

        isSetOnTheWayToBen();
    }

    @Test
    void a_group_that_nobody_answers_sets_what_its_target_says() {
        brain.given(
                with(GroupRow.group("rg_1").of("anna").row(), "noAnswerDest", TO_BEN),
                Rows.did("100", DestKind.RING_GROUP, "rg_1"));
        calls();

        brain.whenPassed(Duration.ofSeconds(25));

        isSetOnTheWayToBen();
    }
}
