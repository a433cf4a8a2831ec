package io.ringlog.domain.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.PlaceEvent.PlaceCalled;
import io.ringlog.domain.journal.PlaceEvent.PlaceNotReached;
import io.ringlog.domain.journal.PlaceEvent.PlaceOver;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A call that is refused before anybody rings is no attempt, and takes no other place with it. */
class BeingRefusedACallSpec extends PlacesKept {

    private void threeWait() {
        centre.brain.given(wants(PLACE, CUSTOMER), wants("pl_2", "+4940111333"), wants("pl_3", "+4940111444"));
    }

    @Test
    void one_place_is_tried_when_an_agent_is_free_and_it_does_not_count() {
        threeWait();
        centre.brain.given(Rows.account(null, 0, null));

        centre.brain.when(centre.available("anna"));

        Instant next = centre.brain.now().plus(Duration.ofSeconds(30));
        assertThat(centre.brain.events(PlaceCalled.class)).hasSize(1);
        assertThat(centre.brain.events(PlaceNotReached.class))
                .extracting(PlaceNotReached::next)
                .containsExactly(next);
        assertThat(place(PLACE).attempts()).isZero();
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.LATER);
        assertThat(centre.line()).containsExactly("pl_2", "pl_3");
        assertThat(centre.agent("anna").activity()).isEqualTo(Activity.WAITING);
    }

    @Test
    void the_next_place_is_tried_soon_and_the_first_again() {
        threeWait();
        centre.brain.given(Rows.account(null, 0, null)).given(centre.available("anna"));

        centre.brain.whenPassed(Duration.ofSeconds(5));
        assertThat(centre.brain.events(PlaceCalled.class))
                .extracting(PlaceCalled::placeId)
                .containsExactly("pl_2");
        centre.brain.given(Rows.account());
        centre.brain.whenPassed(Duration.ofSeconds(5));
        assertThat(place("pl_3").step()).isEqualTo(KeptPlace.Step.RINGING);

        centre.brain.when(centre.available("ben")).whenPassed(Duration.ofSeconds(20));
        assertThat(place(PLACE).step()).isEqualTo(KeptPlace.Step.RINGING);
        assertThat(place(PLACE).attempts()).isEqualTo(1);
    }

    @Test
    void a_line_that_cannot_be_called_for_long_is_whole_when_it_can() {
        threeWait();
        centre.brain.given(Rows.account(null, 0, null)).given(centre.available("anna"));

        centre.brain.whenPassed(Duration.ofMinutes(30));

        assertThat(centre.brain.events(PlaceOver.class)).isEmpty();
        assertThat(centre.brain.state().lines().kept().all())
                .extracting(KeptPlace::attempts)
                .containsExactly(0, 0, 0);
    }

    @Test
    void who_waits_on_the_line_is_served_meanwhile() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        threeWait();
        centre.calls("c1");
        centre.brain.given(Rows.account(null, 0, null));

        centre.brain.when(centre.wants("anna", Verb.AVAILABLE));

        assertThat(centre.offered("c1")).isEqualTo("us_anna");
    }
}
