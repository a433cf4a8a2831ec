package io.ringlog.domain.brain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.EdgeLifecycle.EdgeDrains;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.TrunkFact.OptionsAnswered;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An edge lives that says so, and one that tells anything else. */
class KnowingEdgesSpec {

    private SortedSet<String> living = new TreeSet<>();
    private final List<EdgeStarted> starts = new ArrayList<>();
    private final BrainSpec brain = BrainSpec.of(new Concern() {
                @Override
                public void receive(Input input, Turn turn) {
                    living = new TreeSet<>(turn.edges());
                    if (input instanceof EdgeStarted started) {
                        starts.add(started);
                    }
                }

                @Override
                public void react(Event event, Turn turn) {}
            })
            .given(Rows.account());
    private final Facts first = new Facts("edge1", 1);

    private static OptionsAnswered fact(Facts by) {
        return new OptionsAnswered(by.stamp(), "tr_1", "ask-1", 200);
    }

    @Test
    void who_tells_something_lives_and_every_account_hears_of_it_once() {
        brain.when(fact(first), fact(first));

        assertThat(living).containsExactly("edge1");
        assertThat(starts).containsExactly(new EdgeStarted("edge1", 1));
    }

    @Test
    void who_was_taken_for_lost_and_goes_on_telling_is_back() {
        OptionsAnswered old = fact(first);
        brain.given(new EdgeStarted("edge1", 1), old, new EdgeLost("edge1", 1, "heartbeat missing"));
        assertThat(living).isEmpty();

        brain.when(old);
        assertThat(living).as("after a repeat of what it told before").isEmpty();
        brain.when(fact(first));
        assertThat(living).containsExactly("edge1");
    }

    @Test
    void who_stopped_in_good_order_is_not_raised_by_what_it_told_before() {
        brain.given(new EdgeStarted("edge1", 1), new EdgeLost("edge1", 1, EdgeLost.STOPPED));

        brain.when(fact(first));
        assertThat(living).isEmpty();
        brain.when(new EdgeStarted("edge1", 1));
        assertThat(living).as("after news of the same life").isEmpty();
        brain.given(new Granule.EdgeUp("edge2", 1, null, true)).when(fact(new Facts("edge2", 1)));
        assertThat(living).as("after a restart of the brain").isEmpty();
        brain.when(fact(new Facts("edge1", 2)));
        assertThat(living).containsExactly("edge1");
    }

    @Test
    void who_drains_takes_no_new_work_and_is_no_news_when_it_tells_more() {
        brain.given(new EdgeStarted("edge1", 1), new EdgeStarted("edge2", 1)).when(new EdgeDrains("edge1", 1));
        assertThat(living).containsExactly("edge2");

        brain.when(fact(first));
        assertThat(living).containsExactly("edge2");
        brain.given(new Granule.EdgeUp("edge2", 1, true)).when(fact(new Facts("edge2", 1)));
        assertThat(living).isEmpty();
        brain.when(new EdgeStarted("edge1", 1));
        assertThat(living).isEmpty();
        brain.when(new EdgeDrains("edge1", 0), new EdgeStarted("edge1", 2));
        assertThat(living).containsExactly("edge1");
    }

    @Test
    void a_life_whose_start_was_missed_begins_with_its_first_word_and_the_one_before_is_over() {
        brain.given(new EdgeStarted("edge1", 1));

        brain.when(fact(new Facts("edge1", 2)), new EdgeLost("edge1", 1, "late news"));

        assertThat(living).containsExactly("edge1");
        assertThat(starts).containsExactly(new EdgeStarted("edge1", 1), new EdgeStarted("edge1", 2));
    }
}
