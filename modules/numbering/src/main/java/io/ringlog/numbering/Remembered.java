package io.ringlog.numbering;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest answers to questions that always have the same one. A call reads its numbers several times, which
 * took a sixth of the brain's time for a plain call. Two threads may work out the same answer, and neither waits.
 */
final class Remembered<Q, A> {

    private static final int SLOTS = 1024;

    private record Entry<Q, A>(Q question, A answer) {}

    private final AtomicReferenceArray<@Nullable Entry<Q, A>> slots = new AtomicReferenceArray<>(SLOTS);
    private final Function<Q, A> work;

    Remembered(Function<Q, A> work) {
        this.work = work;
    }

    A answer(Q question) {
        int hash = question.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Entry<Q, A> known = slots.getPlain(slot);
        if (known != null && known.question().equals(question)) {
            return known.answer();
        }
        A answer = work.apply(question);
        slots.setPlain(slot, new Entry<>(question, answer));
        return answer;
    }
}
