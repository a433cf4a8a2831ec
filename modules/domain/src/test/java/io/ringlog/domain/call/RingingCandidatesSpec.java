package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.journal.CallEvent.LegLost;
import io.ringlog.domain.journal.CallEvent.LegsRung;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.CallEvent.RungLeg;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Heads;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Candidates ring in their order, after their delay and as long as each of them may. */
class RingingCandidatesSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);

    @Test
    void those_of_the_first_order_ring_at_once_and_the_next_when_none_of_them_rings_any_more() {
        BrainSpec brain = ringing(candidate("cleo", 2, 0, 20), candidate("anna", 1, 0, 20), candidate("ben", 1, 0, 20));
        assertThat(rung(brain)).containsExactly("us_anna", "us_ben");

        brain.when(facts.failed(C, "b1", 486));
        assertThat(rung(brain)).isEmpty();

        brain.when(facts.failed(C, "b2", 486));
        assertThat(rung(brain)).containsExactly("us_cleo");
    }

    @Test
    void the_next_order_rings_when_the_first_has_rung_long_enough() {
        BrainSpec brain = ringing(candidate("anna", 1, 0, 20), candidate("ben", 2, 0, 30));

        brain.whenPassed(Duration.ofSeconds(20));
        assertThat(brain.commands(CancelLegs.class))
                .containsExactly(new CancelLegs(C, List.of("b1"), "routing.no-answer"));
        assertThat(rung(brain)).containsExactly("us_ben");

        brain.whenPassed(Duration.ofSeconds(29));
        assertThat(brain.events()).isEmpty();

        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(brain.events(RingFailed.class))
                .extracting(RingFailed::outcome)
                .containsExactly(RingOutcome.NO_ANSWER);
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_delayed_one_joins_those_who_ring() {
        BrainSpec brain = ringing(candidate("anna", 1, 0, 30), candidate("ben", 1, 10, 30));
        assertThat(rung(brain)).containsExactly("us_anna");

        brain.whenPassed(Duration.ofSeconds(9));
        assertThat(brain.events()).isEmpty();

        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(rung(brain)).containsExactly("us_ben");
        assertThat(brain.commands(CancelLegs.class)).isEmpty();

        brain.when(facts.answered(C, "b2"));
        assertThat(brain.events(LegLost.class)).extracting(LegLost::legId).containsExactly("b1");
    }

    @Test
    void the_delay_of_an_order_counts_from_its_beginning() {
        BrainSpec brain = ringing(candidate("anna", 1, 0, 5), candidate("ben", 2, 0, 30), candidate("cleo", 2, 10, 30));

        brain.givenPassed(Duration.ofSeconds(5));
        brain.whenPassed(Duration.ofSeconds(9));
        assertThat(brain.events()).isEmpty();

        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(rung(brain)).containsExactly("us_cleo");
    }

    @Test
    void each_rings_as_long_as_it_may_and_the_others_ring_on() {
        BrainSpec brain = ringing(candidate("anna", 1, 0, 10), candidate("ben", 1, 0, 30));

        brain.whenPassed(Duration.ofSeconds(10));

        assertThat(brain.commands()).containsExactly(new CancelLegs(C, List.of("b1"), "routing.no-answer"));
        assertThat(brain.events(LegLost.class)).extracting(LegLost::status).containsExactly(408);
        assertThat(brain.events(RingFailed.class)).isEmpty();
        assertThat(brain.timers()).containsKey("ring/" + C);
    }

    @Test
    void nobody_waits_for_a_delay_while_nobody_rings() {
        BrainSpec brain =
                ringing(candidate("anna", 1, 0, 30), candidate("ben", 1, 10, 30), candidate("cleo", 1, 20, 30));

        brain.when(facts.failed(C, "b1", 486));

        assertThat(rung(brain)).containsExactly("us_ben");
    }

    @Test
    void who_is_not_rung_when_somebody_answers_is_never_rung() {
        BrainSpec brain =
                ringing(candidate("anna", 1, 0, 30), candidate("ben", 1, 10, 30), candidate("cleo", 2, 0, 30));

        brain.given(facts.answered(C, "b1"));
        brain.whenPassed(Duration.ofMinutes(5));

        assertThat(brain.events()).isEmpty();
        assertThat(brain.timers().keySet()).containsExactly("duration/" + C);
    }

    @Test
    void all_who_ring_hold_a_place_until_another_has_the_call() {
        BrainSpec brain = ringing(candidate("anna", 1, 0, 30), candidate("ben", 1, 0, 30));
        assertThat(brain.state().holders("user:us_anna")).containsExactly(C);
        assertThat(brain.state().holders("user:us_ben")).containsExactly(C);

        brain.when(facts.answered(C, "b1"));

        assertThat(brain.state().holders("user:us_anna")).containsExactly(C);
        assertThat(brain.state().holders("user:us_ben")).isEmpty();
    }

    @Test
    void who_has_no_place_left_is_not_rung_and_with_nobody_left_all_are_busy() {
        BrainSpec brain = office(candidate("anna", 1, 0, 30), candidate("ben", 1, 0, 30));
        brain.given(UserRow.user("anna").maxSimultaneous(0).row());
        brain.when(invite());
        assertThat(rung(brain)).containsExactly("us_ben");

        brain = office(candidate("anna", 1, 0, 30));
        brain.given(UserRow.user("anna").maxSimultaneous(0).row());
        brain.when(invite());
        assertThat(brain.events(RingFailed.class))
                .extracting(RingFailed::outcome)
                .containsExactly(RingOutcome.BUSY);
    }

    @Test
    void a_decline_of_one_user_lets_another_ring_on() {
        BrainSpec brain = ringing(candidate("anna", 1, 0, 30), candidate("ben", 1, 0, 30), candidate("anna", 2, 0, 30));

        brain.when(facts.failed(C, "b1", 603));
        assertThat(brain.commands()).isEmpty();

        brain.when(facts.failed(C, "b2", 404));
        assertThat(rung(brain)).isEmpty();
        assertThat(brain.events(RingFailed.class))
                .extracting(RingFailed::outcome)
                .containsExactly(RingOutcome.DECLINED);
    }

    private BrainSpec ringing(Candidate... candidates) {
        BrainSpec brain = office(candidates);
        return brain.when(invite());
    }

    private BrainSpec office(Candidate... candidates) {
        return BrainSpec.of(new RingsThese(List.of(candidates)), new AdmissionDesk(), new LegDesk())
                .given(
                        Rows.account(),
                        UserRow.user("anna").row(),
                        UserRow.user("ben").row(),
                        UserRow.user("cleo").row());
    }

    private InviteReceived invite() {
        return facts.inviteFromTrunk(C, Rows.TRUNK, "49", "100");
    }

    /** Whom the last thing that happened rang. */
    private static List<String> rung(BrainSpec brain) {
        return brain.events(LegsRung.class).stream()
                .flatMap(event -> event.legs().stream())
                .map(RungLeg::party)
                .map(party -> String.valueOf(party.userId()))
                .toList();
    }

    private static Candidate candidate(String name, int order, int delaySec, int timeoutSec) {
        Contact contact =
                new Contact("sip:" + name + "@192.0.2.10:5060", "edge1", "udp", null, "192.0.2.10", 5060, false, null);
        return new Candidate(contact, new Party.Device("us_" + name, "dev_" + name), order, delaySec, timeoutSec);
    }

    /** Rings the same candidates for every call. */
    private record RingsThese(List<Candidate> candidates) implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof InviteReceived invite) {
                CallHead head = Heads.of(invite.callId(), turn.now());
                LiveCall call = turn.begin(CallState.started(head, new Party.Number("49")));
                AdmissionDesk.admit(turn, head, null);
                Ringing.start(call, new RingAttempt.Purpose.Direct("us_anna"), candidates);
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
