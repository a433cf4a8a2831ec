package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.InQueueOption.Action;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.PlaceEvent.PlaceKept;
import io.ringlog.domain.journal.QueueEvent.OptionRefused;
import io.ringlog.domain.state.KeptPlace;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who ask by a key have half of the places of an account, and leave the others to those who ask otherwise. */
class LeavingRoomInTheLineSpec extends PlacesKept {

    @BeforeEach
    void nobody_is_free() {
        centre.brain.given(Draft.like(Rows.account()).with("country", "DE").row());
        centre.brain.given(Draft.like(Rows.option(QUEUE, "1", null))
                .with("action", Action.CALLBACK)
                .row());
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
    }

    private void keepKeyed(int places) {
        for (int i = 0; i < places; i++) {
            centre.brain.given(new KeptPlace(
                    Rows.ACCOUNT,
                    "pl_k" + i,
                    "+49401" + (10_000 + i),
                    null,
                    QueuePlace.joined(QUEUE, centre.brain.now(), 0),
                    KeptPlace.Step.WAITING,
                    null,
                    centre.brain.now().plus(Places.KEPT),
                    0,
                    null,
                    "call_" + i,
                    "+49402" + i,
                    "corr_" + i));
        }
    }

    private void asksByKey() {
        centre.calls("c1");
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        String gather = centre.brain.hears("c1", "a");
        centre.brain.when(centre.facts.gathered("c1", gather, "1", GatherEnd.TERMINATOR));
    }

    @Test
    void the_last_place_for_callers_is_kept() {
        keepKeyed(Places.MOST_KEYED - 1);

        asksByKey();

        assertThat(centre.brain.events(PlaceKept.class)).hasSize(1);
    }

    @Test
    void one_more_waits_on_while_a_place_can_be_had_otherwise() {
        keepKeyed(Places.MOST_KEYED);

        asksByKey();

        assertThat(centre.brain.events(OptionRefused.class))
                .extracting(OptionRefused::code)
                .containsExactly("queue.callbacks-full");
        assertThat(centre.line()).contains("c1");
        centre.brain.when(wants(PLACE, CUSTOMER));
        assertThat(centre.reply().accepted()).isTrue();
    }
}
