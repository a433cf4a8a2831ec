package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.domain.journal.CallEvent.LegLeft;
import io.ringlog.domain.journal.CallEvent.LegsMeasured;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallFact.EndedBy;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.MediaFigures;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the media of legs got through stands where somebody looks for it. */
class MeasuringMediaSpec {

    private static final String C = "c1";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @BeforeEach
    void two_are_talking() {
        brain.given(phones.registers("anna"), phones.registers("ben"));
        brain.given(phones.calls(C, "anna", "ben"), facts.answered(C, "b1"));
    }

    private static MediaFigures figures(String leg, long lost) {
        return new MediaFigures(
                leg, 1_000 - lost, lost, (int) lost, 900, 4_000, 430, null, null, null, null, null, null);
    }

    private CallFact.LegsMeasured measured(MediaFigures... media) {
        return new CallFact.LegsMeasured(facts.stamp(), C, List.of(media));
    }

    private CallFact.LegEnded ended(String leg, EndedBy by, MediaFigures... media) {
        return new CallFact.LegEnded(facts.stamp(), C, leg, by, null, List.of(media));
    }

    private List<MediaFigures> cdr() {
        return brain.events(CallEnded.class).getFirst().cdr().legMedia();
    }

    @Test
    void the_end_of_a_call_brings_the_figures_of_all_its_legs() {
        brain.when(ended("a", EndedBy.PARTY, figures("a", 5), figures("b1", 0)));
        assertThat(cdr()).containsExactly(figures("a", 5), figures("b1", 0));
        assertThat(brain.events(LegsMeasured.class)).isEmpty();
    }

    @Test
    void figures_while_a_call_lasts_are_told_and_the_last_of_them_stay() {
        brain.when(measured(figures("b1", 1), figures("a", 2)));
        assertThat(brain.events()).containsExactly(new LegsMeasured(C, List.of(figures("b1", 1), figures("a", 2))));
        brain.given(measured(figures("a", 7)));
        brain.when(facts.hungUp(C, "a"));
        assertThat(cdr()).containsExactly(figures("b1", 1), figures("a", 7));
    }

    @Test
    void legs_that_the_call_does_not_have_have_no_figures() {
        brain.when(measured(figures("z9", 1)));
        assertThat(brain.events()).isEmpty();
        brain.when(ended("a", EndedBy.PARTY, figures("z9", 1)));
        assertThat(cdr()).isNull();
    }

    @Test
    void a_call_whose_media_nobody_measured_has_none() {
        brain.when(facts.hungUp(C, "a"));
        assertThat(cdr()).isNull();
    }

    @Test
    void what_was_measured_of_a_leg_that_the_platform_hung_up_is_told_after_its_call() {
        brain.given(measured(figures("a", 1)));
        brain.given(new HangUpRequested("r1", "api1", C, "key_1"));
        brain.when(ended("a", EndedBy.COMMAND, figures("a", 2)));
        assertThat(brain.events()).containsExactly(new LegsMeasured(C, List.of(figures("a", 2))));
        brain.when(facts.hungUp(C, "b1"));
        assertThat(brain.events()).isEmpty();
    }

    @Test
    void a_leg_that_leaves_others_behind_takes_its_figures_along() {
        brain.given(phones.calls("c2", "ben", "anna"), facts.answered("c2", "b1"));
        brain.given(facts.joined(C, "tk-x", List.of(new LegRef(C, "a"), new LegRef("c2", "b1"))));
        brain.when(ended("b1", EndedBy.PARTY, figures("a", 1), figures("b1", 2)));
        assertThat(brain.events(LegLeft.class)).extracting(LegLeft::media).containsExactly(figures("b1", 2));
    }
}
