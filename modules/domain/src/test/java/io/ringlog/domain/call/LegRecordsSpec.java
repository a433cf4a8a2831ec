package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.LegRow;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the events of a call alone follows who its legs were, and when and why each of them began and ended. */
class LegRecordsSpec {

    private static final String C = "c1";
    private static final Party ANNA = new Party.Device("us_anna", "dev_anna");
    private static final Party BEN = new Party.Device("us_ben", "dev_ben");
    private static final Party BENS_OTHER = new Party.Device("us_ben", "dev_ben2");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final List<Outgoing> outgoing = new ArrayList<>();
    private BrainSpec brain = Phones.office();

    @BeforeEach
    void all_are_registered() {
        brain.given(Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("ben2"));
    }

    @Test
    void a_call_that_is_passed_on_answers_its_caller_and_one_of_those_rung() {
        after(0, phones.calls(C, "anna", "ben"));
        after(4, facts.answered(C, "b2"));
        after(30, facts.hungUp(C, "b2"));

        assertThat(LegRow.of(outgoing))
                .containsExactly(
                        row("a", ANNA, 0, 4, 34, "called.hung-up"),
                        row("b1", BEN, 0, null, 4, "call.answered-elsewhere"),
                        row("b2", BENS_OTHER, 0, 4, 34, "called.hung-up"));
    }

    @Test
    void a_call_that_nobody_takes_answers_nobody() {
        after(0, phones.calls(C, "anna", "ben"));
        after(2, facts.failed(C, "b1", 486));
        after(3, facts.cancelled(C));

        assertThat(LegRow.of(outgoing))
                .containsExactly(
                        row("a", ANNA, 0, null, 5, "caller.cancelled"),
                        row("b1", BEN, 0, null, 2, "sip.486"),
                        row("b2", BENS_OTHER, 0, null, 5, "caller.cancelled"));
    }

    @Test
    void a_refused_call_had_its_callers_leg() {
        after(0, phones.calls(C, "anna", "4930123456"));

        assertThat(LegRow.of(outgoing)).containsExactly(row("a", ANNA, 0, null, 0, "routing.no-route"));
    }

    @Test
    void a_leg_that_leaves_a_call_which_goes_on_has_an_end_of_its_own() {
        after(0, phones.calls(C, "anna", "ben"));
        after(1, facts.answered(C, "b1"));
        after(1, phones.calls("c2", "anna", "ben"));
        after(1, facts.answered("c2", "b1"));
        after(1, facts.joined(C, "tk", List.of(new LegRef(C, "a"), new LegRef("c2", "b1"))));
        after(5, facts.hungUp(C, "b1"));
        after(5, facts.hungUp(C, "a"));

        assertThat(LegRow.of(outgoing))
                .contains(row("a", ANNA, 0, 1, 14, "caller.hung-up"), row("b1", BEN, 0, 1, 9, "called.hung-up"));
        assertThat(LegRow.of(outgoing)).allMatch(row -> row.end() != null && row.cause() != null);
    }

    @Test
    void a_caller_who_waits_is_answered_by_the_platform_and_the_agents_by_themselves() {
        CallCentre centre = CallCentre.open();
        brain = centre.brain;
        brain.given(centre.available("anna"), centre.available("ben"));
        after(0, centre.facts.inviteFromTrunk(C, Rows.TRUNK, "49", CallCentre.NUMBER));
        after(3, centre.facts.failed(C, "b1", 603));
        after(6, centre.facts.answered(C, "b2"));
        after(0, centre.facts.joined(C, "a", "b2"));
        after(60, centre.facts.hungUp(C, "a"));

        assertThat(LegRow.of(outgoing))
                .containsExactly(
                        row("a", new Party.Trunk(Rows.TRUNK, "49"), 0, 0, 69, "caller.hung-up"),
                        row("b1", ANNA, 0, null, 3, "sip.603"),
                        row("b2", BEN, 3, 9, 69, "caller.hung-up"));
    }

    @Test
    void an_agent_who_answers_too_late_for_the_caller_has_a_leg_that_left() {
        CallCentre centre = CallCentre.open();
        brain = centre.brain;
        brain.given(centre.available("anna"));
        after(0, centre.facts.inviteFromTrunk(C, Rows.TRUNK, "49", CallCentre.NUMBER));
        brain.given(centre.agent("anna").reserved(C, CallCentre.QUEUE, brain.now()));
        after(2, centre.facts.answered(C, "b1"));

        assertThat(LegRow.of(outgoing)).contains(row("b1", ANNA, 0, 2, 2, "queue.older-fence"));
    }

    /** Something happens some seconds later. */
    private void after(int seconds, Input input) {
        brain.whenPassed(Duration.ofSeconds(seconds));
        outgoing.addAll(brain.outgoing());
        brain.when(input);
        outgoing.addAll(brain.outgoing());
    }

    private static LegRow row(String legId, Party party, int start, @Nullable Integer answer, int end, String cause) {
        return new LegRow(
                new LegRef(C, legId),
                party,
                BrainSpec.START.plusSeconds(start),
                answer == null ? null : BrainSpec.START.plusSeconds(answer),
                BrainSpec.START.plusSeconds(end),
                cause);
    }
}
