package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceCallLost;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceDue;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.PlaceEvent.PlaceNotReached;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a place has its turn an agent is held, the customer rings, and both talk. */
class CallingFromAQueueSpec extends PlacesKept {

    @Test
    void when_it_is_its_turn_an_agent_is_held_and_the_customer_rings() {
        centre.brain.given(centre.available("anna"));

        centre.brain.when(wants(PLACE, CUSTOMER));

        String call = callOf(PLACE);
        assertThat(centre.brain.events(PlaceCalled.class))
                .containsExactly(new PlaceCalled(PLACE, QUEUE, call, "us_anna", 1));
        assertThat(centre.brain.events(AgentReserved.class))
                .containsExactly(new AgentReserved(call, QUEUE, "us_anna", 1));
        assertThat(centre.brain.reasons(PlaceCalled.class).getFirst().rule()).isEqualTo("queue.longest-idle");
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.OFFERING);
        assertThat(centre.brain.events(CallStarted.class))
                .extracting(CallStarted::direction, CallStarted::to)
                .containsExactly(tuple(Direction.OUTBOUND, "4940111222"));
        assertThat(centre.brain.commands(Command.InviteParty.class))
                .flatExtracting(Command.InviteParty::targets)
                .extracting(it -> it.contact().uri())
                .containsExactly("sip:4940111222@carrier.example:5060");
        assertThat(centre.line()).containsExactly(PLACE);
    }

    @Test
    void the_customer_who_answers_stands_where_the_place_stood_and_the_agent_rings() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        Instant asked = place(PLACE).place().enqueuedAt();
        String call = callOf(PLACE);
        centre.brain.givenPassed(Duration.ofSeconds(5));

        centre.brain.when(centre.facts.answered(call, "b1"));

        assertThat(centre.brain.events(PlaceJoined.class)).containsExactly(new PlaceJoined(PLACE, QUEUE, call));
        assertThat(centre.brain.events(CallerQueued.class)).containsExactly(new CallerQueued(call, QUEUE, 0, 1, asked));
        assertThat(centre.line()).containsExactly(call);
        assertThat(centre.offered(call)).isEqualTo("us_anna");
        assertThat(centre.brain.commands(Command.InviteParty.class))
                .extracting(it -> it.callerId().number())
                .containsExactly("4940111222");
        centre.talks(call);
    }

    @Test
    void both_talk_and_the_place_is_over() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"), centre.facts.answered(call, "b2"));

        centre.brain.when(centre.facts.joined(call, "b1", "b2"));

        assertThat(centre.brain.events(PlaceOver.class))
                .containsExactly(new PlaceOver(PLACE, QUEUE, Outcome.ANSWERED, 1, call));
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("answered");
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.IN_CALL);
        assertThat(centre.brain.state().lines().kept().all()).isEmpty();
        assertThat(centre.brain.timers().keySet()).noneMatch(it -> it.startsWith("place"));
    }

    @Test
    void an_agent_who_does_not_answer_leaves_the_customer_in_their_place() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"), centre.available("ben"));

        centre.brain.when(centre.facts.failed(call, "b2", 486));

        assertThat(centre.brain.events(OfferMissed.class))
                .extracting(OfferMissed::userId)
                .containsExactly("us_anna");
        assertThat(centre.offered(call)).isEqualTo("us_ben");
    }

    @Test
    void who_was_called_back_is_not_sent_away_for_having_waited_too_long() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"), centre.wants("anna", Verb.PAUSE));

        centre.brain.when(centre.facts.failed(call, "b2", 486)).whenPassed(Duration.ofMinutes(10));
        centre.brain.whenSaved(QueueRow.queue(QUEUE).maxWaitSec(30).row());

        assertThat(centre.line()).containsExactly(call);
        assertThat(centre.brain.timers()).doesNotContainKey("max-wait/" + call);
    }

    @Test
    void a_customer_who_is_not_reached_is_called_again_in_five_minutes_and_three_times_in_all() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String first = callOf(PLACE);

        passesInVain();

        Instant next = centre.brain.now().plus(Duration.ofMinutes(5));
        assertThat(centre.brain.events(PlaceNotReached.class))
                .containsExactly(new PlaceNotReached(PLACE, QUEUE, first, 1, "routing.busy", next));
        assertThat(centre.brain.events(OfferMissed.class))
                .containsExactly(new OfferMissed(first, QUEUE, "us_anna", 1, "not_reached"));
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
        assertThat(centre.agent("anna").missesInARow()).isZero();
        assertThat(centre.line()).isEmpty();

        centre.brain.whenPassed(Duration.ofMinutes(5));
        assertThat(centre.brain.events(PlaceDue.class)).containsExactly(new PlaceDue(PLACE, QUEUE, 1));
        passesInVain();
        centre.brain.whenPassed(Duration.ofMinutes(5));
        passesInVain();

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::outcome, PlaceOver::attempts)
                .containsExactly(tuple(Outcome.NOT_REACHED, 3));
        assertThat(centre.brain.state().lines().kept().all()).isEmpty();
    }

    @Test
    void a_place_that_is_called_again_stands_where_it_stood() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        passesInVain();
        centre.brain.given(centre.wants("anna", Verb.PAUSE));
        centre.brain.givenPassed(Duration.ofSeconds(10));
        centre.calls("c1");
        assertThat(centre.line()).containsExactly("c1");

        centre.brain.whenSaved(QueueRow.queue(QUEUE).row()).whenPassed(Duration.ofMinutes(5));

        assertThat(centre.line()).containsExactly(PLACE, "c1");
    }

    @Test
    void a_customer_rings_for_thirty_seconds() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        centre.brain.given(centre.facts.rang(callOf(PLACE), "b1"));

        centre.brain.whenPassed(Duration.ofSeconds(30));

        assertThat(centre.brain.events(PlaceNotReached.class))
                .extracting(PlaceNotReached::cause)
                .containsExactly("routing.no-answer");
        assertThat(centre.brain.commands(Command.CancelLegs.class)).hasSize(1);
    }

    @Test
    void a_customer_who_hangs_up_before_an_agent_is_there_has_abandoned() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"));

        centre.brain.when(centre.facts.hungUp(call, "b1"));

        assertThat(centre.brain.events(PlaceOver.class))
                .containsExactly(new PlaceOver(PLACE, QUEUE, Outcome.ABANDONED, 1, call));
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void a_customer_whom_the_queue_lets_go_has_left() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"));

        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::outcome)
                .containsExactly(Outcome.LEFT);
    }

    @Test
    void an_edge_that_is_lost_takes_no_place_with_it() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String ringing = callOf(PLACE);

        centre.brain.when(new EdgeLost("edge1", 1, "silent"));

        assertThat(centre.brain.events(PlaceCallLost.class)).containsExactly(new PlaceCallLost(PLACE, QUEUE, ringing));
        assertThat(place(PLACE).attempts()).isLessThanOrEqualTo(1);
        assertThat(centre.brain.events(CallEnded.class))
                .extracting(CallEnded::disposition)
                .contains(Disposition.LOST);
    }

    @Test
    void a_customer_who_was_there_when_the_edge_was_lost_keeps_the_place() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        Instant asked = place(PLACE).place().enqueuedAt();
        centre.brain.given(centre.facts.answered(call, "b1"));

        centre.brain.when(new EdgeLost("edge1", 1, "silent"));

        assertThat(place(PLACE).place().enqueuedAt()).isEqualTo(asked);
        assertThat(centre.brain.events(PlaceOver.class)).isEmpty();
        assertThat(centre.brain.state().call(call)).isEmpty();
    }

    @Test
    void an_agent_who_wants_nobody_any_more_is_free_and_the_customer_rings_on() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);

        centre.brain.when(centre.wants("anna", Verb.PAUSE));

        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
        assertThat(centre.brain.commands(Command.CancelLegs.class)).isEmpty();
        centre.brain.when(centre.available("ben"));
        assertThat(centre.brain.events(AgentReserved.class))
                .containsExactly(new AgentReserved(call, QUEUE, "us_ben", 1));
        assertThat(centre.agent("ben").activity()).isEqualTo(Activity.OFFERING);
        centre.brain.when(centre.facts.answered(call, "b1"));
        assertThat(centre.offered(call)).isEqualTo("us_ben");
    }

    @Test
    void who_rings_when_it_is_too_late_may_still_answer_and_is_not_called_again() {
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.brain.givenPassed(Duration.ofHours(4).minusSeconds(10));
        centre.brain.given(centre.phones.registers("anna")).given(centre.available("anna"));
        centre.brain.whenPassed(Duration.ofSeconds(10));
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.RINGING);

        passesInVain();

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::outcome)
                .containsExactly(Outcome.NOT_REACHED);
    }

    @Test
    void a_user_of_the_account_is_called_back_at_their_phones() {
        centre.brain.given(UserRow.user("dora").row(), Rows.device("dora"));
        centre.brain.given(Rows.extension("104", DestKind.USER, "us_dora"));
        centre.brain.given(centre.phones.registers("dora")).given(centre.available("anna"));

        centre.brain.when(wants(PLACE, "104"));

        String call = callOf(PLACE);
        assertThat(centre.call(call).head().direction()).isEqualTo(Direction.INTERNAL);
        assertThat(centre.call(call).ringing())
                .extracting(it -> it.party().userId())
                .containsExactly("us_dora");
        centre.brain.when(centre.facts.answered(call, "b1"));
        assertThat(centre.offered(call)).isEqualTo("us_anna");
    }

    @Test
    void a_user_without_a_phone_is_tried_again_later() {
        centre.brain.given(UserRow.user("dora").row(), Rows.extension("104", DestKind.USER, "us_dora"));
        centre.brain.given(centre.available("anna"));

        centre.brain.when(wants(PLACE, "104"));

        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.LATER);
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void a_number_that_may_be_dialled_no_more_is_not_reached() {
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.brain.whenRemoved("rt_1");

        centre.brain.when(centre.available("anna"));

        assertThat(centre.brain.events(PlaceNotReached.class))
                .extracting(PlaceNotReached::cause)
                .containsExactly("routing.no-route");
        assertThat(place(PLACE).attempts()).isZero();
    }

    @Test
    void a_number_of_another_account_is_called_there() {
        centre.brain.given(Draft.like(Rows.account()).with("onNet", true).row());
        centre.brain.knowing("4940111222").given(centre.available("anna"));

        centre.brain.when(wants(PLACE, CUSTOMER));

        assertThat(centre.brain.commands(Command.InviteParty.class))
                .flatExtracting(Command.InviteParty::targets)
                .extracting(it -> it.contact().uri())
                .containsExactly("sip:4940111222@on-net.invalid");
    }

    @Test
    void one_agent_of_several_who_would_ring_together_is_held() {
        centre.brain.given(
                QueueRow.queue(QUEUE).strategy(Queue.Strategy.RING_ALL).row());
        centre.brain.given(centre.available("anna"), centre.available("ben"));

        centre.brain.when(wants(PLACE, CUSTOMER));

        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.OFFERING);
        assertThat(centre.agent("ben").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void who_becomes_free_beside_the_one_who_is_held_takes_the_next() {
        centre.brain.given(
                QueueRow.queue(QUEUE).strategy(Queue.Strategy.RING_ALL).row(),
                Rows.member(QUEUE, "us_anna", 1, 9, Mode.OPTIONAL));
        centre.brain.given(centre.available("anna"), centre.available("ben"));
        centre.brain.given(centre.phones.calls("c1", "anna", "ben"));
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.brain.givenPassed(Duration.ofSeconds(1));
        centre.calls("c2");

        centre.brain.when(centre.facts.cancelled("c1"));

        assertThat(place(PLACE).callId()).isNotNull();
        assertThat(centre.offered("c2")).isNotNull();
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.OFFERING);
        assertThat(centre.agent("ben").activity()).isEqualTo(Activity.OFFERING);
    }
}
