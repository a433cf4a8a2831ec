package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.Queue.Strategy;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.CallFact.CommandFailed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.AgentConfirmed;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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
    void no_more_than_thirty_ring_those_who_are_idle_longest() {
        for (int i = 100; i < 170; i++) {
            hire("dora" + i, 1);
            centre.brain.givenPassed(Duration.ofMillis(i == 119 ? 10 : 0));
        }

        centre.calls("c1");

        assertThat(centre.brain.events(AgentReserved.class))
                .hasSize(30)
                .extracting(AgentReserved::userId)
                .contains("us_dora100", "us_dora119", "us_dora129")
                .doesNotContain("us_dora130");
        assertThat(centre.agent("dora130").ready()).isTrue();
    }

    @Test
    void it_is_their_phones_that_count_and_nobody_rings_by_half_of_them() {
        hire("dora", 9);
        hire("emil", 10);
        hire("fred", 10);
        hire("gina", 2);

        centre.calls("c1");

        assertThat(centre.brain.events(AgentReserved.class))
                .extracting(AgentReserved::userId)
                .containsExactly("us_dora", "us_emil", "us_fred");
        assertThat(centre.brain.commands(Command.InviteParty.class).getFirst().targets())
                .hasSize(29);
    }

    @Test
    void who_cannot_be_rung_by_the_edge_has_missed_nothing_and_the_others_ring_on() {
        all();
        centre.calls("c1");

        centre.brain.when(notRung("b1"));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_anna", 1, "not_rung"));
        assertThat(centre.brain.reasons(OfferMissed.class).getFirst().inputs())
                .containsEntry("obstacle", "call.too-many-legs");
        assertThat(centre.agent("anna").missesInARow()).isZero();
        assertThat(centre.agent("anna").ready()).isTrue();
        assertThat(centre.call("c1").place().held()).hasSize(2);
        centre.brain.when(centre.facts.answered("c1", "b2"));
        assertThat(centre.brain.events(AgentConfirmed.class))
                .extracting(AgentConfirmed::userId)
                .containsExactly("us_ben");
    }

    @Test
    void when_nobody_can_be_rung_nobody_missed_and_the_caller_waits_on() {
        all();
        centre.calls("c1");

        centre.brain.when(notRung("b1"), notRung("b2"), notRung("b3"));

        assertThat(centre.brain.events(OfferMissed.class))
                .extracting(OfferMissed::why)
                .containsExactly("not_rung", "not_rung", "not_rung");
        assertThat(List.of("anna", "ben", "cleo"))
                .allMatch(name -> centre.agent(name).missesInARow() == 0);
        assertThat(centre.offered("c1")).isNull();
        centre.brain.whenPassed(Duration.ofSeconds(22));
        assertThat(centre.brain.events(AgentReserved.class)).hasSize(3);
    }

    @Test
    void who_has_another_phone_that_rings_in_vain_has_missed_the_caller() {
        hire("dora", 2);
        hire("emil", 1);
        centre.calls("c1");

        centre.brain.when(notRung("b1"));
        assertThat(centre.brain.events(OfferMissed.class)).isEmpty();
        centre.brain.when(centre.facts.failed("c1", "b2", 486));

        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed("c1", QUEUE, "us_dora", 1, "busy"));
        assertThat(centre.agent("dora").missesInARow()).isEqualTo(1);
    }

    private CommandFailed notRung(String legId) {
        return centre.facts.commandFailed("c1", "cmd", legId, "call.too-many-legs");
    }

    private void hire(String name, int phones) {
        centre.brain.given(
                UserRow.agent(name).row(), Rows.device(name), Rows.member(QUEUE, "us_" + name, 1, 0, Mode.OPTIONAL));
        ContactAsked[] contacts = IntStream.range(0, phones)
                .mapToObj(i -> new ContactAsked("sip:" + name + "@192.0.2." + (10 + i), 3600, null))
                .toArray(ContactAsked[]::new);
        centre.brain.given(centre.phones.registers(name, contacts), centre.available(name));
    }

    private void all() {
        List.of("anna", "ben", "cleo").forEach(name -> centre.brain.given(centre.available(name)));
    }
}
