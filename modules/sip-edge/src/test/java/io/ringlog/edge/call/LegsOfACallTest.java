package io.ringlog.edge.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.edge.call.LiveLeg.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LegsOfACallTest {

    private final LiveCall call = new LiveCall("call_1", "acc_acme", "acme.test");

    @BeforeEach
    void called() {
        call.add(CallFact.CALLER);
    }

    @Test
    void who_was_told_to_stop_rings_no_more_and_is_there_until_that_is_confirmed() {
        LiveLeg leg = call.add("b1");
        assertThat(call.present()).isEqualTo(2);

        leg.stops();

        assertThat(call.present()).isEqualTo(1);
        assertThat(call.alive()).contains(leg);
    }

    @Test
    void who_answers_in_the_moment_of_being_told_to_stop_talks() {
        LiveLeg leg = call.add("b1");
        leg.stops();

        leg.answered(Stage.HOSTED);

        assertThat(call.present()).isEqualTo(2);
    }

    @Test
    void who_has_answered_is_not_told_to_stop_ringing() {
        LiveLeg leg = call.add("b1");
        leg.answered(Stage.HOSTED);

        leg.stops();

        assertThat(call.present()).isEqualTo(2);
    }

    @Test
    void when_the_caller_is_answered_who_rang_for_them_stops_and_who_is_dialled_rings_on() {
        call.add("b1");
        call.add("b2").dialled = true;

        call.callerAnswered(Stage.HOSTED);

        assertThat(call.alive().stream().filter(leg -> !leg.leaving).map(leg -> leg.id))
                .containsExactly(CallFact.CALLER, "b2");
    }
}
