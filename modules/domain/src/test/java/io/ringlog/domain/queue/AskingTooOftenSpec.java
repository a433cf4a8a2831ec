package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.InQueueOption.Action;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.QueueEvent.OptionRefused;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has many numbers called back by a key leaves room for others. */
class AskingTooOftenSpec extends PlacesKept {

    @BeforeEach
    void a_key_keeps_the_place() {
        centre.brain.given(Draft.like(Rows.account()).with("country", "DE").row());
        centre.brain.given(Draft.like(Rows.option(QUEUE, "1", null))
                .with("action", Action.CALLBACK)
                .row());
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
    }

    private void asksFor(String shown, String typed) {
        centre.brain.when(centre.facts.inviteFromTrunk("c1", Rows.TRUNK, shown, "100"));
        centre.brain.when(centre.facts.pressed("c1", "a", "1"));
        centre.brain.when(centre.facts.gathered("c1", centre.brain.hears("c1", "a"), typed, GatherEnd.TERMINATOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "4915550001"})
    void who_shows_one_number_or_none_has_three_places_whatever_they_type(String shown) {
        for (int i = 0; i < Places.MOST_OF_ONE; i++) {
            asksFor(shown, "03011122" + i);
            centre.brain.given(centre.facts.hungUp("c1", "a"));
        }

        asksFor(shown, "030111229");

        assertThat(centre.brain.events(OptionRefused.class))
                .extracting(OptionRefused::code)
                .containsExactly("queue.callbacks-full");
        assertThat(centre.brain.state().lines().kept().all()).hasSize(Places.MOST_OF_ONE);
    }
}
