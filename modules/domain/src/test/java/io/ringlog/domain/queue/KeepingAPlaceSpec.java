package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.PlaceActed.PlaceWanted;
import io.ringlog.domain.journal.PlaceEvent;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceDue;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A place in a queue outlives every call: who has one, for how long, and where it stands. */
class KeepingAPlaceSpec extends PlacesKept {

    @Test
    void a_place_stands_in_line_by_when_it_was_asked_for_until_it_is_its_turn() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.calls("c1");

        centre.brain.when(wants(PLACE, CUSTOMER));
        Instant asked = centre.brain.now();

        assertThat(centre.brain.events(PlaceKept.class))
                .containsExactly(
                        new PlaceKept(PLACE, QUEUE, CUSTOMER, 0, asked, null, asked.plus(Duration.ofHours(4)), null));
        assertThat(centre.brain.reasons(PlaceKept.class).getFirst().rule()).isEqualTo("queue.callback-kept");
        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.line()).containsExactly("c1", PLACE);
        centre.brain.givenPassed(Duration.ofSeconds(1));
        centre.calls("c2");
        assertThat(centre.line()).containsExactly("c1", PLACE, "c2");
    }

    @Test
    void as_many_are_called_as_agents_are_free_and_the_first_first() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.brain.given(
                wants("pl_1", CUSTOMER), wants("pl_2", "+4940111333", 5, null), wants("pl_3", "+4940111444"));
        assertThat(centre.line()).containsExactly("pl_2", "pl_1", "pl_3");

        centre.brain.when(centre.available("anna"));

        assertThat(centre.brain.events(PlaceCalled.class))
                .extracting(PlaceCalled::placeId)
                .containsExactly("pl_2");
        centre.brain.when(centre.available("ben"));
        assertThat(centre.brain.events(PlaceCalled.class))
                .extracting(PlaceCalled::placeId)
                .containsExactly("pl_1");
        assertThat(place("pl_3").step()).isEqualTo(KeptPlace.Step.WAITING);
    }

    @Test
    void tiers_open_for_a_place_as_for_a_caller() {
        centre.brain.given(QueueRow.queue(QUEUE).tierWaitSec(20).row());
        centre.brain.given(Rows.member(QUEUE, "us_ben", 2, 0, Mode.OPTIONAL));
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE), centre.available("ben"));
        centre.brain.given(wants(PLACE, CUSTOMER));
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.WAITING);

        centre.brain.whenPassed(Duration.ofSeconds(20));

        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.RINGING);
    }

    @Test
    void a_queue_where_nobody_is_keeps_its_places() {
        centre.brain.when(wants(PLACE, CUSTOMER));

        assertThat(centre.line()).containsExactly(PLACE);
        assertThat(centre.brain.state().lines().deserted()).isEmpty();
        centre.brain.when(centre.available("anna"));
        assertThat(centre.brain.events(PlaceCalled.class)).hasSize(1);
    }

    @Test
    void a_place_is_kept_for_four_hours() {
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.brain.whenPassed(Duration.ofHours(4).minusSeconds(1));
        assertThat(centre.line()).containsExactly(PLACE);

        centre.brain.whenPassed(Duration.ofSeconds(1));

        assertThat(centre.brain.events(PlaceOver.class))
                .containsExactly(new PlaceOver(PLACE, QUEUE, Outcome.EXPIRED, 0, null));
    }

    @Test
    void places_are_over_when_the_queue_closes() {
        closesAtOne();
        centre.brain.given(wants(PLACE, CUSTOMER));

        centre.brain.whenPassed(Duration.between(centre.brain.now(), Instant.parse("2026-03-03T13:00:00Z")));

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::outcome)
                .containsExactly(Outcome.CLOSED);
        assertThat(centre.brain.reasons(PlaceOver.class).getFirst().rule()).isEqualTo("queue.closed");
    }

    private void closesAtOne() {
        centre.brain.given(Rows.schedule("sch_1", "UTC", Rows.weekly(2, "08:00", "13:00")));
        centre.brain.given(QueueRow.queue(QUEUE).schedule("sch_1").row());
    }

    @Test
    void a_closed_queue_keeps_no_place_but_for_when_it_is_open() {
        closesAtOne();
        centre.brain.at(Instant.parse("2026-03-03T14:00:00Z"));

        centre.brain.when(wants(PLACE, CUSTOMER));
        refused("queue.closed");

        Instant next = Instant.parse("2026-03-10T09:00:00Z");
        centre.brain.when(wants(PLACE, CUSTOMER, 0, next));
        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.line()).isEmpty();
        centre.brain.whenPassed(Duration.between(centre.brain.now(), next));
        assertThat(centre.brain.events(PlaceDue.class)).hasSize(1);
        assertThat(centre.line()).containsExactly(PLACE);
    }

    @Test
    void a_place_that_is_due_when_the_queue_is_closed_is_over() {
        centre.brain.given(wants(PLACE, CUSTOMER, 0, Instant.parse("2026-03-03T14:00:00Z")));
        closesAtOne();

        centre.brain.whenPassed(Duration.between(centre.brain.now(), Instant.parse("2026-03-03T14:00:00Z")));

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::outcome)
                .containsExactly(Outcome.CLOSED);
    }

    @Test
    void hours_that_were_changed_count_when_they_are_looked_at_again() {
        closesAtOne();
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.brain.given(QueueRow.queue(QUEUE).row());

        centre.brain.whenPassed(Duration.ofHours(2));

        assertThat(centre.line()).containsExactly(PLACE);
        assertThat(centre.brain.timers().get("place/" + PLACE).due())
                .isEqualTo(place(PLACE).until());
    }

    @Test
    void a_queue_that_is_removed_takes_its_places_with_it_but_for_who_is_there() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER), wants("pl_2", "+4940111333"));
        String call = callOf(PLACE);

        centre.brain.whenRemoved(QUEUE);

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::placeId, PlaceOver::outcome)
                .containsExactly(tuple(PLACE, Outcome.CLOSED), tuple("pl_2", Outcome.CLOSED));
        assertThat(centre.brain.state().call(call)).isEmpty();
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void a_place_that_is_given_back_rings_nobody_any_more() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);

        centre.brain.when(gives(PLACE));

        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.brain.events(PlaceOver.class))
                .containsExactly(new PlaceOver(PLACE, QUEUE, Outcome.CANCELLED, 1, call));
        assertThat(centre.brain.commands(Command.CancelLegs.class)).hasSize(1);
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
        centre.brain.when(gives(PLACE));
        refused("queue.callback-unknown");
    }

    @Test
    void who_is_there_already_is_not_given_back() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        centre.brain.given(centre.facts.answered(callOf(PLACE), "b1"));

        centre.brain.when(gives(PLACE));

        refused("queue.callback-joined");
    }

    @Test
    void one_number_has_one_place_in_a_queue() {
        centre.brain.given(wants(PLACE, CUSTOMER));

        centre.brain.when(wants("pl_2", "+49 40 111-222"));
        refused("queue.callback-already");

        centre.brain.when(wants(PLACE, CUSTOMER));
        assertThat(centre.reply().accepted()).isTrue();
        assertThat(centre.brain.events(PlaceEvent.class)).isEmpty();
        assertThat(centre.line()).containsExactly(PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "100", "49900123456"})
    void nobody_is_called_back_whom_the_account_may_not_dial(String number) {
        centre.brain.when(wants(PLACE, number));

        assertThat(centre.reply().accepted()).isFalse();
        assertThat(centre.line()).isEmpty();
    }

    @Test
    void nobody_is_called_back_who_is_there_to_help() {
        centre.brain.given(Draft.like(Rows.account()).with("country", "DE").row());

        centre.brain.when(wants(PLACE, "112"));

        refused("queue.callback-number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-03T11:59:59Z", "2026-04-02T12:00:02Z"})
    void a_place_is_for_the_next_thirty_days(Instant due) {
        centre.brain.when(wants(PLACE, CUSTOMER, 0, due));

        refused("queue.callback-time");
    }

    @Test
    void a_place_for_later_is_in_nobodys_way_until_then() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        Instant due = centre.brain.now().plus(Duration.ofMinutes(2));
        centre.brain.given(wants(PLACE, CUSTOMER, 0, due));
        centre.brain.givenPassed(Duration.ofSeconds(50));
        centre.calls("c1");
        assertThat(centre.line()).containsExactly("c1");
        centre.brain.whenSaved(QueueRow.queue(QUEUE).maxWaitSec(null).row());

        centre.brain.whenPassed(Duration.between(centre.brain.now(), due));

        assertThat(centre.line()).containsExactly(PLACE, "c1");
        assertThat(place(PLACE).until()).isEqualTo(due.plus(Duration.ofHours(4)));
    }

    @Test
    void a_priority_and_a_queue_are_asked_for_as_they_are() {
        centre.brain.when(wants(PLACE, CUSTOMER, 1_000_000, null));
        refused("queue.bad-priority");

        centre.brain.when(new PlaceWanted("req", "api-1", PLACE, "q_9", CUSTOMER, 0, null, "key_1"));
        refused("queue.unknown");
    }

    @Test
    void a_supervisors_priority_for_who_is_there_outlives_the_edge() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER));
        String call = callOf(PLACE);
        centre.brain.given(centre.facts.answered(call, "b1"));

        centre.brain.when(
                new CallerActed("act-s", "api-1", call, CallerActed.Verb.PRIORITISE, 7, null, null, "us_sue"));
        assertThat(centre.call(call).place().priority()).isEqualTo(7);
        centre.brain.when(new EdgeLost("edge1", 1, "silent"));

        assertThat(place(PLACE).place().priority()).isEqualTo(7);
        assertThat(place(PLACE).callId()).isNotEqualTo(call);
    }

    @Test
    void an_account_keeps_a_thousand_places() {
        for (int i = 0; i < Places.MOST; i++) {
            centre.brain.given(wants("pl_" + i, "+49401" + (10_000 + i)));
        }

        centre.brain.when(wants("pl_more", CUSTOMER));

        refused("queue.callbacks-full");
        assertThat(centre.line()).hasSize(Places.MOST);
    }

    @Test
    void places_are_as_they_were_after_a_restart() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER), wants("pl_2", "+4940111333"));
        KeptPlace before = place(PLACE);

        centre.brain.given(before).given(place("pl_2"));

        assertThat(centre.brain.state().lines().kept().of(before.callId())).contains(before);
        assertThat(centre.line()).containsExactly(PLACE, "pl_2");
    }
}
