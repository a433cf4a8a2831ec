package io.ringlog.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.AgentQueueAssignment.Mode;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent goes while the customer rings: somebody else is held for them, or they ring no more. */
class RingingAloneSpec extends PlacesKept {

    @BeforeEach
    void the_customer_rings_for_anna() {
        centre.brain.given(centre.available("anna"), wants(PLACE, CUSTOMER), wants("pl_2", "+4940111333"));
    }

    @Test
    void the_next_agent_is_held_for_who_rings_and_not_for_the_next_place() {
        centre.brain.given(QueueRow.queue("q_2").row());
        centre.brain.given(wants("pl_2", "+4940111333"));
        centre.brain.given(centre.wants("anna", Verb.PAUSE));

        centre.brain.when(centre.available("ben"));

        assertThat(place(PLACE).place().agentId()).isEqualTo("us_ben");
        assertThat(centre.brain.events(PlaceCalled.class)).isEmpty();
        assertThat(centre.brain.state().lines().kept().alone()).isEmpty();
    }

    @Test
    void somebody_who_is_free_is_held_at_once() {
        centre.brain.given(gives("pl_2"), centre.available("ben"));

        centre.brain.when(centre.wants("anna", Verb.PAUSE));

        assertThat(place(PLACE).place().agentId()).isEqualTo("us_ben");
        assertThat(centre.agent("ben").activity()).isEqualTo(Activity.OFFERING);
        centre.brain.when(centre.facts.answered(callOf(PLACE), "b1"));
        assertThat(centre.offered(callOf(PLACE))).isEqualTo("us_ben");
    }

    @Test
    void nobody_rings_where_nobody_could_answer_them_and_it_does_not_count() {
        centre.brain.when(centre.wants("anna", Verb.LOGOUT));

        assertThat(centre.brain.commands(Command.CancelLegs.class)).hasSize(1);
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.WAITING);
        assertThat(place(PLACE).attempts()).isZero();
        assertThat(centre.brain.events(PlaceOver.class)).isEmpty();
        assertThat(centre.line()).containsExactly(PLACE, "pl_2");
        assertThat(centre.brain.timers()).doesNotContainKey("place-rings/" + PLACE);
        centre.brain.when(centre.available("ben"));
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.RINGING);
    }

    @Test
    void an_agent_of_another_queue_is_not_held() {
        centre.brain.given(QueueRow.queue("q_2").row(), Rows.member("q_2", "us_ben", 1, 0, Mode.OPTIONAL));
        centre.brain.given(centre.wants("anna", Verb.PAUSE));

        centre.brain.when(centre.wants("ben", Verb.AVAILABLE, List.of(new QueueChoice("q_2", null)), null));

        assertThat(centre.brain.state().lines().kept().alone()).containsExactly(PLACE);
        assertThat(centre.agent("ben").activity()).isEqualTo(Activity.WAITING);
    }
}
