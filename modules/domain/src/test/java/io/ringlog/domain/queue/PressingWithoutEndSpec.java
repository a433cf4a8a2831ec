package io.ringlog.domain.queue;

import static io.ringlog.domain.testing.CallCentre.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.OptionChosen;
import io.ringlog.domain.journal.QueueEvent.OptionHookAsked;
import io.ringlog.domain.journal.QueueEvent.OptionRefused;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.kernel.Because;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller who presses the keys of a queue without end. */
class PressingWithoutEndSpec {

    private static final int MOST = 50;

    private final CallCentre centre = CallCentre.with(QueueRow.queue(QUEUE));

    @BeforeEach
    void anna_is_on_a_break_and_somebody_waits() {
        centre.brain.given(centre.available("anna"), centre.wants("anna", Verb.PAUSE));
        centre.brain.given(
                Draft.like(Rows.hook(QUEUE, "1", true, null))
                        .with("promptMediaId", "media_ok")
                        .row(),
                Rows.option(QUEUE, "2", new Dest(DestKind.USER, "us_ben")));
        centre.calls("c1");
    }

    @Test
    void keys_beyond_the_bound_do_nothing_and_that_is_said_once() {
        centre.brain.when(presses(100 * MOST));

        assertThat(centre.brain.events(OptionChosen.class)).hasSize(MOST);
        assertThat(centre.brain.events(OptionHookAsked.class)).hasSize(1);
        assertThat(centre.played()).hasSize(MOST);
        assertThat(centre.brain.events(OptionRefused.class))
                .containsExactly(new OptionRefused(
                        "c1",
                        QUEUE,
                        "1",
                        "queue.too-many-keys",
                        "the caller has pressed 50 keys in this queue, and more do nothing"));
        assertThat(centre.brain.reasons(OptionRefused.class))
                .extracting(Because::rule)
                .containsExactly("queue.too-many-keys");
        assertThat(centre.brain.outgoing()).hasSize(MOST + MOST + 1 + 1 + 1);
    }

    @Test
    void who_has_pressed_too_much_waits_on_and_gets_an_agent() {
        centre.brain.given(presses(100 * MOST));

        centre.brain.when(centre.facts.pressed("c1", "a", "2"));
        assertThat(centre.brain.outgoing()).isEmpty();
        assertThat(centre.line()).containsExactly("c1");

        centre.brain.given(centre.wants("anna", Verb.AVAILABLE));
        centre.talks("c1");
        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("answered");
    }

    @Test
    void the_last_key_within_the_bound_is_done() {
        centre.brain.given(presses(MOST - 1));

        centre.brain.when(centre.facts.pressed("c1", "a", "2"));

        assertThat(centre.brain.events(CallerLeftQueue.class))
                .extracting(CallerLeftQueue::disposition)
                .containsExactly("routed");
    }

    @Test
    void who_comes_again_presses_anew() {
        centre.brain.given(presses(100 * MOST));
        centre.brain.given(centre.facts.hungUp("c1", "a"));
        centre.calls("c2");

        centre.brain.when(centre.facts.pressed("c2", "a", "1"));

        assertThat(centre.brain.events(OptionChosen.class)).hasSize(1);
    }

    private Input[] presses(int times) {
        return Stream.generate(() -> centre.facts.pressed("c1", "a", "1"))
                .limit(times)
                .toArray(Input[]::new);
    }
}
