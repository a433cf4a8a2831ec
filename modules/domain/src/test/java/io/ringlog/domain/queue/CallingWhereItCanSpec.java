package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeDrains;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.PlaceEvent.Outcome;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A customer is called by an edge that takes calls, while the queue is open. */
class CallingWhereItCanSpec extends PlacesKept {

    @Test
    void the_edge_of_the_agents_phones_calls() {
        centre.brain.given(new EdgeStarted("edge0", 1)).given(centre.available("anna"));

        centre.brain.when(wants(PLACE, CUSTOMER));

        assertThat(centre.call(callOf(PLACE)).head().edge()).isEqualTo("edge1");
    }

    @Test
    void another_edge_calls_when_that_of_the_agents_phones_drains() {
        centre.brain.given(new EdgeStarted("edge0", 1), new EdgeDrains("edge1", 1));
        centre.brain.given(centre.available("anna"));

        centre.brain.when(wants(PLACE, CUSTOMER));

        assertThat(centre.call(callOf(PLACE)).head().edge()).isEqualTo("edge0");
    }

    @Test
    void a_customer_whose_edge_is_lost_is_called_by_another() {
        centre.brain.given(new EdgeStarted("edge2", 1)).given(centre.available("anna"), wants(PLACE, CUSTOMER));

        centre.brain.when(new EdgeLost("edge1", 1, "silent"));

        assertThat(centre.brain.events(CallStarted.class))
                .extracting(CallStarted::edge)
                .doesNotContain("edge1");
    }

    @Test
    void nobody_is_called_while_no_edge_takes_calls_and_it_does_not_count() {
        centre.brain.given(new EdgeDrains("edge1", 1)).given(centre.available("anna"));

        centre.brain.when(wants(PLACE, CUSTOMER));

        assertThat(centre.brain.events(PlaceCalled.class)).isEmpty();
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.LATER);
        assertThat(place(PLACE).attempts()).isZero();
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
        centre.brain.given(new EdgeStarted("edge2", 1)).whenPassed(Duration.ofSeconds(30));
        assertThat(centre.call(callOf(PLACE)).head().edge()).isEqualTo("edge2");
        assertThat(place(PLACE).attempts()).isEqualTo(1);
    }

    @Test
    void an_agent_takes_one_of_those_who_wait_on_the_line_while_no_edge_takes_calls() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.calls("c1");
        centre.calls("c2");
        centre.brain.given(new EdgeDrains("edge1", 1));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
        assertThat(centre.offered("c2")).isNull();
    }

    @Test
    void an_agent_who_is_free_after_closing_has_nobody_called() {
        centre.brain.given(wants(PLACE, CUSTOMER), wants("pl_2", "+4940111333"));
        centre.brain.given(Rows.schedule("sch_1", "UTC", Rows.weekly(2, "08:00", "09:00")));
        centre.brain.given(QueueRow.queue(QUEUE).schedule("sch_1").row());

        centre.brain.when(centre.available("anna"));

        assertThat(centre.brain.events(PlaceCalled.class)).isEmpty();
        assertThat(centre.line()).isEmpty();
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void a_place_of_a_closed_queue_is_over_when_an_agent_would_take_it() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.brain.given(wants(PLACE, CUSTOMER));
        centre.brain.given(QueueRow.queue(QUEUE).schedule("sch_1").row());
        centre.brain.given(Rows.schedule("sch_1", "UTC", Rows.weekly(2, "08:00", "09:00")));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.brain.events(PlaceOver.class))
                .extracting(PlaceOver::outcome)
                .containsExactly(Outcome.CLOSED);
        assertThat(centre.brain.events(PlaceCalled.class)).isEmpty();
    }
}
