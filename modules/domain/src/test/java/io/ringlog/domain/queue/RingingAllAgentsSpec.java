package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.Queue.Strategy;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.AgentConfirmed;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The strategy {@code ring_all}: several agents are held for one caller, and one of them gets them. */
class RingingAllAgentsSpec {

    private final CallCentre centre =
            CallCentre.with(QueueRow.queue(QUEUE).strategy(Strategy.RING_ALL).wrapUpSec(0));

    @Test
    void everybody_who_is_ready_in_the_lowest_tier_rings_at_once() {
        all();
        centre.brain.given(centre.wants("cleo", Verb.AVAILABLE, List.of(new QueueChoice(QUEUE, 2)), null));

        centre.calls("c1");

        assertThat(centre.brain.events(AgentReserved.class))
                .containsExactly(
                        new AgentReserved("c1", QUEUE, "us_anna", 1), new AgentReserved("c1", QUEUE, "us_ben", 1));
        assertThat(centre.brain.commands(Command.InviteParty.class))
                .flatExtracting(Command.InviteParty::targets)
                .extracting(target -> target.contact().uri())
                .containsExactly("sip:anna@192.0.2.10:5060", "sip:ben@192.0.2.10:5060");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().rule()).isEqualTo("queue.ring-all");
        assertThat(centre.brain.reasons(AgentReserved.class).getFirst().inputs())
                .containsEntry("at_once", "2");
        assertThat(centre.told("anna").bucket()).isEqualTo(Bucket.RING);
        assertThat(centre.told("ben").bucket()).isEqualTo(Bucket.RING);
    }

    @Test
    void the_first_who_answers_gets_the_caller_and_the_others_missed_nothing() {
        all();
        centre.calls("c1");

        centre.brain.when(centre.facts.answered("c1", "b2"), centre.facts.joined("c1", "a", "b2"));

        assertThat(centre.brain.events(AgentConfirmed.class))
                .containsExactly(new AgentConfirmed("c1", QUEUE, "us_ben", 1, 0));
        assertThat(centre.brain.events(AgentClaimed.class)).containsExactly(new AgentClaimed("c1", QUEUE, "us_ben", 1));
        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(
                        new OfferMissed("c1", QUEUE, "us_anna", 1, "answered_elsewhere"),
                        new OfferMissed("c1", QUEUE, "us_cleo", 1, "answered_elsewhere"));
        assertThat(centre.brain.commands(Command.CancelLegs.class))
                .flatExtracting(Command.CancelLegs::legIds)
                .containsExactly("b1", "b3");
        assertThat(centre.agent("anna").missesInARow()).isZero();
        assertThat(centre.agent("anna").ready()).isTrue();
        assertThat(centre.agent("ben").activity()).isEqualTo(Activity.IN_CALL);
        assertThat(centre.brain.timers()).doesNotContainKeys("offer/c1/us_anna", "offer/c1/us_ben", "offer/c1/us_cleo");
    }

    @Test
    void a_second_answer_is_hung_up() {
        all();
        centre.calls("c1");

        centre.brain.when(centre.facts.answered("c1", "b2"), centre.facts.answered("c1", "b1"));

        assertThat(centre.brain.events(AgentConfirmed.class))
                .extracting(AgentConfirmed::userId)
                .containsExactly("us_ben");
        assertThat(centre.brain.commands(Command.HangUpLegs.class))
                .flatExtracting(Command.HangUpLegs::legIds)
                .contains("b1");
    }

    @Test
    void those_who_are_free_again_take_the_next_caller_together() {
        all();
        centre.calls("c1");
        centre.calls("c2");
        assertThat(centre.offered("c2")).isNull();

        centre.brain.when(centre.facts.answered("c1", "b2"));

        assertThat(centre.brain.events(AgentReserved.class))
                .extracting(it -> it.callId() + " " + it.userId())
                .containsExactly("c2 us_anna", "c2 us_cleo");
    }

    @Test
    void who_declines_is_free_at_once_and_the_others_ring_on() {
        all();
        centre.calls("c1");

        centre.brain.when(centre.facts.failed("c1", "b1", 603));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_anna", 1, "declined"));
        assertThat(centre.agent("anna").ready()).isTrue();
        assertThat(centre.call("c1").place().held()).hasSize(2);
        centre.brain.when(centre.facts.answered("c1", "b3"));
        assertThat(centre.brain.events(AgentConfirmed.class))
                .extracting(AgentConfirmed::userId)
                .containsExactly("us_cleo");
    }

    @Test
    void when_nobody_answers_everybody_missed_and_all_ring_again() {
        all();
        centre.calls("c1");

        centre.brain.whenPassed(Duration.ofSeconds(20));
        assertThat(centre.brain.events(OfferMissed.class))
                .extracting(OfferMissed::why)
                .containsExactly("no_answer", "no_answer", "no_answer");
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofSeconds(2));

        assertThat(centre.brain.events(AgentReserved.class))
                .extracting(AgentReserved::userId)
                .containsExactly("us_anna", "us_ben", "us_cleo");
    }

    @Test
    void who_takes_a_break_while_it_rings_leaves_the_others_ringing() {
        all();
        centre.calls("c1");

        centre.brain.when(centre.wants("anna", Verb.PAUSE));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_anna", 1, "withdrawn"));
        assertThat(centre.brain.commands(Command.CancelLegs.class))
                .flatExtracting(Command.CancelLegs::legIds)
                .containsExactly("b1");
        centre.brain.when(centre.facts.answered("c1", "b2"));
        assertThat(centre.brain.events(AgentConfirmed.class))
                .extracting(AgentConfirmed::userId)
                .containsExactly("us_ben");
    }

    @Test
    void the_last_who_takes_a_break_leaves_the_caller_waiting() {
        all();
        centre.calls("c1");

        centre.brain.when(
                centre.wants("anna", Verb.PAUSE), centre.wants("ben", Verb.PAUSE), centre.wants("cleo", Verb.PAUSE));

        assertThat(centre.offered("c1")).isNull();
        assertThat(centre.line()).containsExactly("c1");
        centre.brain.when(centre.available("ben"));
        assertThat(centre.offered("c1")).isNull();
    }

    @Test
    void a_caller_who_gives_up_frees_everybody() {
        all();
        centre.calls("c1");

        centre.brain.when(centre.facts.hungUp("c1", "a"));

        assertThat(List.of(centre.agent("anna"), centre.agent("ben"), centre.agent("cleo")))
                .allMatch(agent -> agent.ready() && agent.callId() == null);
        assertThat(centre.brain.timers().keySet()).noneMatch(it -> it.startsWith("offer/"));
    }

    @Test
    void a_lease_that_runs_out_while_an_edge_is_silent_frees_its_agent() {
        all();
        centre.calls("c1");

        centre.brain.whenFires("offer/c1/us_ben");

        assertThat(centre.agent("ben").ready()).isTrue();
        assertThat(centre.call("c1").place().held())
                .extracting(it -> it.userId())
                .containsExactly("us_anna", "us_cleo");
    }

    @Test
    void no_more_than_fifty_ring_those_who_are_idle_longest() {
        for (int i = 100; i < 170; i++) {
            String name = "dora" + i;
            centre.brain.given(
                    UserRow.agent(name).row(),
                    Rows.device(name),
                    Rows.member(QUEUE, "us_" + name, 1, 0, Mode.OPTIONAL));
            centre.brain.given(centre.phones.registers(name), centre.available(name));
            centre.brain.givenPassed(Duration.ofMillis(i == 119 ? 10 : 0));
        }

        centre.calls("c1");

        assertThat(centre.brain.events(AgentReserved.class))
                .hasSize(50)
                .extracting(AgentReserved::userId)
                .contains("us_dora100", "us_dora119", "us_dora149")
                .doesNotContain("us_dora150");
    }

    private void all() {
        List.of("anna", "ben", "cleo").forEach(name -> centre.brain.given(centre.available(name)));
    }
}
