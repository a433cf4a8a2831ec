package io.ringlog.domain.brain;

import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;

/** One part of the brain. It looks at inputs, reacts to events of its peers, and talks to them through events alone. */
public interface Concern {

    /** Sees the journal record first; ignores what is not its own. */
    void receive(Input input, Turn turn);

    /** Sees every event of this turn, its own too, in the order they were emitted. */
    void react(Event event, Turn turn);

    /** Sees the turn once more when nobody has anything left to react to; emits nothing any more. */
    default void after(Turn turn) {}
}
