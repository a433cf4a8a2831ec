package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipUser.RingStrategy;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRouted;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two phones of Ben are rung, and one answer of all theirs is what the caller gets (RFC 3261 section 16.7). */
class AnsweringForManySpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void all_are_registered() {
        brain.given(Rows.device("dev_ben2", "us_ben", "ben2", 1, true));
        brain.given(phones.registers("anna"), phones.registers("ben"), phones.registers("ben2"));
    }

    @ParameterizedTest
    @CsvSource({
        "486, 480, 486",
        "480, 486, 486",
        "486, 603, 486",
        "480, 603, 480",
        "404, 603, 603",
        "480, 404, 480",
        "600, 480, 486",
        "302, 486, 486",
        "302, 302, 480",
        "404, 503, 480",
        "604, 480, 480"
    })
    void the_best_answer_wins_whichever_came_first(int first, int second, int told) {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", first), facts.failed(C, "b2", second));

        assertThat(brain.commands(RefuseCall.class))
                .extracting(RefuseCall::status)
                .containsExactly(told);
    }

    @Test
    void a_decline_stops_the_other_phones_of_who_declines() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 603));

        assertThat(brain.commands(CancelLegs.class))
                .containsExactly(new CancelLegs(C, List.of("b2"), "call.declined-everywhere"));
        assertThat(brain.commands(RefuseCall.class))
                .containsExactly(new RefuseCall(C, 603, "Decline", "Q.850;cause=21", "routing.declined", null));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.BUSY);
        assertThat(brain.timers().keySet()).allMatch(timer -> timer.startsWith("contact/"));
    }

    @Test
    void a_phone_that_would_ring_next_does_not_after_a_decline() {
        brain.given(UserRow.user("ben").ring(RingStrategy.SEQUENTIAL).row());
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 603));

        assertThat(brain.commands(InviteParty.class)).isEmpty();
        assertThat(brain.commands(RefuseCall.class)).hasSize(1);
    }

    @Test
    void who_declines_forwards_as_who_is_busy() {
        brain.given(UserRow.user("ben").forwardBusy(DestKind.USER, "us_anna").row());
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(facts.failed(C, "b1", 603));

        assertThat(brain.events(CallRouted.class))
                .extracting(routed -> routed.target().id())
                .containsExactly("us_anna");
    }

    @Test
    void the_story_has_the_answer_and_the_reason_of_each_phone() {
        brain.given(phones.calls(C, "anna", "ben"));

        brain.when(
                new CallFact.LegFailed(facts.stamp(), C, "b1", 302, "Moved Temporarily"),
                new CallFact.LegFailed(facts.stamp(), C, "b2", 486, "Busy Here"));

        assertThat(brain.events(LegLost.class))
                .extracting(LegLost::status, LegLost::why)
                .containsExactly(tuple(302, "Moved Temporarily"), tuple(486, "Busy Here"));
        assertThat(brain.reasons(RingFailed.class).getFirst().inputs().toString())
                .contains("b1 302, b2 486");
    }
}
