package io.ringlog.domain.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Cdr.OutsideLeg;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a CDR says to whoever rates it. */
class RatingCdrSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();

    private Cdr cdr() {
        return brain.events(CallEnded.class).getFirst().cdr();
    }

    @Test
    void a_leg_outside_is_charged_from_its_answer_to_its_end() {
        brain.given(Draft.like(Rows.account())
                .with("country", "DE")
                .with("timezone", "Europe/Vienna")
                .row());
        brain.given(phones.calls(C, "anna", "089 1234567")).givenPassed(Duration.ofSeconds(5));
        brain.given(facts.answered(C, "b1"));
        Instant answered = brain.now();
        brain.givenPassed(Duration.ofSeconds(63));

        brain.when(facts.hungUp(C, "a"));

        assertThat(cdr().outsideLegs())
                .containsExactly(new OutsideLeg(
                        "b1", "tr_1", "route_1", NumberClass.NATIONAL, "49891234567", answered, brain.now(), 63));
        assertThat(cdr().timeZone()).isEqualTo("Europe/Vienna");
        assertThat(cdr().numberZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void only_the_trunk_that_answered_is_charged_for() {
        brain.given(phones.calls(C, "anna", "0044 20 1111"));
        brain.given(facts.failed(C, "b1", 503), facts.answered(C, "b2"));

        brain.when(facts.hungUp(C, "b2"));

        assertThat(cdr().outsideLegs()).extracting(OutsideLeg::trunkId).containsExactly("tr_2");
        assertThat(cdr().timeZone()).isNull();
        assertThat(cdr().numberZone()).isNull();
    }

    @Test
    void nothing_is_charged_for_where_nobody_answered() {
        brain.given(phones.calls(C, "anna", "089 1234567"));

        brain.when(facts.cancelled(C));

        assertThat(cdr().outsideLegs()).isNull();
        assertThat(cdr().numberZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void a_call_that_came_in_says_where_its_caller_lives() {
        brain.given(Rows.trunk(), Rows.did("12025550123", DestKind.USER, "us_ben"));
        brain.given(phones.registers("ben"), facts.inviteFromTrunk(C, Rows.TRUNK, "4930123456", "12025550123"));

        brain.when(facts.cancelled(C));

        assertThat(cdr().numberZone()).isEqualTo("Europe/Berlin");
    }

    @Test
    void who_is_called_inside_lies_in_no_zone() {
        brain.given(phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(cdr().outsideLegs()).isNull();
        assertThat(cdr().numberZone()).isNull();
    }
}
