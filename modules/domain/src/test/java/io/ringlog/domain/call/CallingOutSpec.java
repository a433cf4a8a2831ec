package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.LegConnected;
import io.ringlog.domain.journal.CallEvent.RingFailed;
import io.ringlog.domain.journal.Command.HangUpLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.JoinLegs;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.registration.Credentials;
import io.ringlog.domain.registration.RegistrationDesk;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Heads;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that nobody called in on: the platform rings Anna, and for her Ben. */
class CallingOutSpec {

    private static final String C = "c1";
    private static final AgentActed STARTS = new AgentActed("r", "api", "us_anna", Verb.LOGIN, null, null, "k");

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = BrainSpec.of(
                    new RegistrationDesk(new Credentials(Phones.SECRETS)),
                    new CallsOut(),
                    new LegDesk(),
                    new CallKeeper())
            .given(
                    Rows.account(),
                    UserRow.user("anna").row(),
                    UserRow.user("ben").row(),
                    Rows.device("anna"),
                    Rows.device("ben"));

    @BeforeEach
    void both_are_registered() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
    }

    @Test
    void the_first_to_be_rung_is_rung_for_nobody_and_hears_the_engine() {
        brain.when(STARTS);
        InviteParty invite = brain.commands(InviteParty.class).getFirst();
        assertThat(invite.onBehalfOf()).isNull();
        assertThat(invite.proxied()).isFalse();

        brain.when(facts.answered(C, "b1"));
        assertThat(call().leg("b1").orElseThrow()).isInstanceOf(Leg.Hosted.class);
        assertThat(brain.commands(JoinLegs.class)).isEmpty();
        assertThat(brain.commands(InviteParty.class))
                .extracting(InviteParty::onBehalfOf)
                .containsExactly("b1");
    }

    @Test
    void who_answers_then_is_joined_with_the_first_and_talks() {
        brain.given(STARTS, facts.answered(C, "b1"));

        brain.when(facts.answered(C, "b2"));

        JoinLegs join = brain.commands(JoinLegs.class).getFirst();
        assertThat(join.legs()).containsExactly(new LegRef(C, "b1"), new LegRef(C, "b2"));
        brain.when(facts.joined(C, join.talkId(), join.legs()));
        assertThat(call().leg("b1").orElseThrow()).isInstanceOf(Leg.Talking.class);
        assertThat(call().leg("b2").orElseThrow()).isInstanceOf(Leg.Talking.class);
    }

    @Test
    void it_is_billed_from_the_first_answer_and_ends_with_who_goes_first() {
        brain.given(STARTS);
        brain.givenPassed(Duration.ofSeconds(3));
        brain.given(facts.answered(C, "b1"), facts.answered(C, "b2"));
        brain.given(facts.joined(C, "tk", List.of(new LegRef(C, "b1"), new LegRef(C, "b2"))));
        brain.givenPassed(Duration.ofSeconds(20));

        brain.when(facts.hungUp(C, "b2"));

        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("b1"), "called.hung-up"));
        assertThat(brain.events(CallEnded.class))
                .extracting(
                        CallEnded::disposition,
                        it -> it.cdr().durationSec(),
                        it -> it.cdr().billsec())
                .containsExactly(tuple(Disposition.ANSWERED, 23L, 20L));
        nothing_is_left();
    }

    @Test
    void whom_nobody_answers_has_a_call_that_failed_and_no_edge_is_told_to_refuse_anybody() {
        brain.given(STARTS);

        brain.when(facts.failed(C, "b1", 486));

        assertThat(brain.commands()).isEmpty();
        assertThat(brain.events(CallRefused.class))
                .extracting(CallRefused::code)
                .containsExactly("routing.busy");
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition, it -> it.cdr().answered())
                .containsExactly(tuple(Disposition.BUSY, false));
        nothing_is_left();
    }

    @Test
    void whom_nobody_takes_then_is_hung_up() {
        brain.given(STARTS, facts.answered(C, "b1"));

        brain.when(facts.failed(C, "b2", 486));

        assertThat(brain.commands()).containsExactly(new HangUpLegs(C, List.of("b1"), "routing.busy"));
        assertThat(brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .containsExactly(Disposition.ANSWERED);
        nothing_is_left();
    }

    @Test
    void the_end_of_a_leg_it_does_not_have_is_nothing() {
        brain.given(STARTS, facts.answered(C, "b1"));

        brain.when(facts.hungUp(C, "a"));

        assertThat(brain.events()).isEmpty();
    }

    private CallState call() {
        return brain.state().call(C).orElseThrow();
    }

    private void nothing_is_left() {
        assertThat(brain.state().calls()).isEmpty();
        assertThat(brain.timers().keySet()).allMatch(timer -> timer.startsWith("contact/"));
    }

    /** Rings Anna when she asks for it, Ben when she answers, and gives up when either does not. */
    private record CallsOut() implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof AgentActed) {
                Ringing.user(
                        turn.begin(CallState.started(Heads.of(C, turn.now()))),
                        new RingAttempt.Purpose.Direct("us_anna"),
                        "us_anna",
                        20);
            }
        }

        @Override
        public void react(Event event, Turn turn) {
            if (event instanceof LegConnected it && it.legId().equals("b1")) {
                Ringing.user(
                        turn.live(it.callId()).orElseThrow(), new RingAttempt.Purpose.Direct("us_ben"), "us_ben", 20);
            } else if (event instanceof RingFailed failed) {
                CallEnding.refuse(
                        turn.live(failed.callId()).orElseThrow(), Rejection.of("routing.busy", "nobody took it"));
            }
        }
    }
}
