package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.CallGroup.Member;
import io.ringlog.domain.config.CallGroup.Strategy;
import io.ringlog.domain.config.CidRule;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.state.Lease;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.GroupRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A phone answers in the moment its time is over, while the call leaves the account; fraud rules watch it. */
class CrossingOutsideSpec {

    private static final String C = "c1";
    private static final String MOBILE = "491711234567";
    private static final Duration RUNG = Duration.ofSeconds(25);

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    @BeforeEach
    void numbers_outside_are_watched() {
        brain.given(
                watching("frd_1", Watch.MINUTES),
                watching("frd_2", Watch.CONCURRENT),
                new Forward("fwd_1", Rows.ACCOUNT, "mobile", "0171 1234567", CidRule.CALLER, Forward.Confirm.NEVER),
                new Forward("fwd_2", Rows.ACCOUNT, "office", "089 1234567", CidRule.CALLER, Forward.Confirm.NEVER));
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    private static FraudRule watching(String id, Watch watch) {
        return new FraudRule(
                id,
                Rows.ACCOUNT,
                "Outside",
                watch,
                List.of(NumberClass.MOBILE, NumberClass.NATIONAL),
                3600,
                100,
                null,
                1800,
                6,
                "20:00",
                "07:00",
                RowStatus.ACTIVE);
    }

    private void bensPhoneIsLate(DestKind kind, String id) {
        brain.given(UserRow.user("ben").forwardNoAnswer(kind, id).row());
        brain.given(phones.calls(C, "anna", "ben")).givenPassed(RUNG);
    }

    private List<String> held() {
        return brain.state().lease(C).map(Lease::scopes).orElseThrow().stream().toList();
    }

    private Cdr cdr() {
        return brain.when(facts.hungUp(C, "a"))
                .events(CallEnded.class)
                .getFirst()
                .cdr();
    }

    @Test
    void a_user_keeps_the_call_inside_while_a_number_outside_rings_by_now() {
        bensPhoneIsLate(DestKind.FORWARD, "fwd_1");
        assertThat(held())
                .contains(
                        Scopes.account(Direction.OUTBOUND), Scopes.outside(MOBILE), Scopes.outside(NumberClass.MOBILE));

        brain.when(facts.passedOn(C, "b1"));

        assertThat(brain.events(LegConnected.class))
                .extracting(LegConnected::legId)
                .containsExactly("b1");
        assertThat(held())
                .containsExactly(Scopes.account(Direction.INTERNAL), Scopes.user("us_anna"), Scopes.user("us_ben"));
        assertThat(cdr())
                .extracting(Cdr::trunkId, Cdr::routeId, Cdr::numberClass, Cdr::dialled)
                .containsOnlyNulls();
    }

    @Test
    void a_user_takes_the_call_out_of_the_group_that_rings_by_now() {
        brain.given(GroupRow.group("rg_1")
                .members(new Member(null, 0, 0, null, "fwd_1"))
                .row());
        bensPhoneIsLate(DestKind.RING_GROUP, "rg_1");
        assertThat(brain.state().holders(Scopes.ringGroup("rg_1"))).containsExactly(C);

        brain.when(facts.passedOn(C, "b1"));

        assertThat(held())
                .containsExactly(Scopes.account(Direction.INTERNAL), Scopes.user("us_anna"), Scopes.user("us_ben"));
    }

    @Test
    void a_user_of_the_group_itself_stays_in_it() {
        brain.given(
                Rows.extension("600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1")
                        .strategy(Strategy.SEQUENTIAL)
                        .members(new Member("us_ben", 0, 0, null), new Member(null, 1, 0, null, "fwd_1"))
                        .row());
        brain.given(phones.calls(C, "anna", "600")).givenPassed(RUNG);
        assertThat(brain.state().holders(Scopes.outside(MOBILE))).containsExactly(C);

        brain.when(facts.passedOn(C, "b1"));

        assertThat(held()).contains(Scopes.ringGroup("rg_1"), Scopes.user("us_ben"));
        assertThat(held())
                .doesNotContain(
                        Scopes.account(Direction.OUTBOUND), Scopes.outside(MOBILE), Scopes.outside(NumberClass.MOBILE));
    }

    @Test
    void a_number_outside_of_a_group_that_gave_up_counts_again() {
        brain.given(
                Rows.extension("600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1")
                        .members(new Member(null, 0, 0, null, "fwd_1"))
                        .noAnswer(DestKind.USER, "us_ben")
                        .row());
        brain.given(phones.calls(C, "anna", "600")).givenPassed(RUNG);
        assertThat(held())
                .containsExactly(Scopes.account(Direction.INTERNAL), Scopes.user("us_anna"), Scopes.user("us_ben"));

        brain.when(facts.passedOn(C, "b1"));

        assertThat(held())
                .contains(
                        Scopes.account(Direction.OUTBOUND), Scopes.outside(MOBILE), Scopes.outside(NumberClass.MOBILE));
        assertThat(cdr())
                .extracting(Cdr::trunkId, Cdr::dialledNumber, Cdr::numberClass)
                .containsExactly("tr_1", MOBILE, NumberClass.MOBILE);
    }

    @Test
    void a_number_outside_that_wins_over_another_is_the_one_that_counts() {
        brain.given(
                Rows.extension("600", DestKind.RING_GROUP, "rg_1"),
                GroupRow.group("rg_1")
                        .strategy(Strategy.SEQUENTIAL)
                        .members(new Member(null, 0, 0, null, "fwd_1"), new Member(null, 1, 0, null, "fwd_2"))
                        .row());
        brain.given(phones.calls(C, "anna", "600"), facts.failed(C, "b1", 486));
        assertThat(held()).contains(Scopes.outside(NumberClass.NATIONAL));

        brain.when(facts.passedOn(C, "b1"));

        assertThat(held()).contains(Scopes.outside(MOBILE), Scopes.outside(NumberClass.MOBILE));
        assertThat(held()).doesNotContain(Scopes.outside("49891234567"), Scopes.outside(NumberClass.NATIONAL));
        assertThat(cdr().dialledNumber()).isEqualTo(MOBILE);
    }

    @Test
    void a_call_that_was_dialled_outside_counts_once() {
        brain.given(phones.calls(C, "anna", "0171 1234567"), facts.failed(C, "b1", 503));
        List<String> before = held();

        brain.when(facts.passedOn(C, "b1"));

        assertThat(held())
                .containsExactlyInAnyOrderElementsOf(before.stream()
                        .map(it -> it.equals("trunk:tr_2/b2") ? "trunk:tr_1/b1" : it)
                        .toList());
        assertThat(cdr().trunkId()).isEqualTo("tr_1");
    }
}
