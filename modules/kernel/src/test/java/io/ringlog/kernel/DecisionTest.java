package io.ringlog.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Because WHY = Because.of("admission.room");
    private static final Rejection FULL = Rejection.of("admission.account-full", "2 of 2 calls are in progress");

    @Test
    void an_accepted_decision_hands_over_its_events_and_its_reason() {
        Decision<String> decision = Decision.accepted(List.of("CallAdmitted"), WHY);

        assertThat(decision.<String>fold(
                        yes -> yes.events() + " " + yes.because().rule(), Rejection::text))
                .isEqualTo("[CallAdmitted] admission.room");
    }

    @Test
    void a_refusal_hands_over_why_and_no_event() {
        Decision<String> decision = Decision.rejected(FULL);

        assertThat(decision.<String>fold(yes -> "accepted", why -> why.code() + ": " + why.text()))
                .isEqualTo("admission.account-full: 2 of 2 calls are in progress");
    }

    @Test
    void the_events_of_a_decision_do_not_change_afterwards() {
        var events = new ArrayList<>(List.of("CallAdmitted"));
        var decision = new Decision.Accepted<>(events, WHY);

        events.clear();

        assertThat(decision.events()).containsExactly("CallAdmitted");
    }
}
