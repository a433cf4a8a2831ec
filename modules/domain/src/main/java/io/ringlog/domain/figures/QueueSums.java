package io.ringlog.domain.figures;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of callers who came to a queue, in numbers that add up.
 *
 * @param offered who came and waited; whoever was turned away at the door or is called back is not among them
 * @param calledBack who came because a place was kept for them
 * @param left how many of those offered left in each way, by disposition
 * @param deflected how many were turned away at the door, by exit
 * @param answered waits of those offered who were answered, to the answer
 * @param abandoned waits of those offered who hung up or had waited for too long
 * @param handled of those offered and those called back
 */
public record QueueSums(
        int offered,
        int calledBack,
        SortedMap<String, Integer> left,
        SortedMap<String, Integer> deflected,
        Waits answered,
        Waits abandoned,
        Handled handled) {

    public static final String ANSWERED = "answered";

    private static final SortedMap<String, Integer> NOBODY = Collections.emptySortedMap();

    public static final QueueSums NONE = new QueueSums(0, 0, NOBODY, NOBODY, Waits.NONE, Waits.NONE, Handled.NONE);

    static final QueueSums OFFERED = new QueueSums(1, 0, NOBODY, NOBODY, Waits.NONE, Waits.NONE, Handled.NONE);
    static final QueueSums CALLED_BACK = new QueueSums(0, 1, NOBODY, NOBODY, Waits.NONE, Waits.NONE, Handled.NONE);

    public QueueSums {
        left = Collections.unmodifiableSortedMap(new TreeMap<>(left));
        deflected = Collections.unmodifiableSortedMap(new TreeMap<>(deflected));
    }

    static QueueSums deflected(String exit) {
        return new QueueSums(0, 0, NOBODY, one(exit), Waits.NONE, Waits.NONE, Handled.NONE);
    }

    static QueueSums left(String disposition, long waitedMs) {
        Waits waited = Waits.one(waitedMs);
        boolean lost = disposition.equals("abandoned") || disposition.equals("timeout");
        return new QueueSums(
                0,
                0,
                one(disposition),
                NOBODY,
                disposition.equals(ANSWERED) ? waited : Waits.NONE,
                lost ? waited : Waits.NONE,
                Handled.NONE);
    }

    static QueueSums of(Handled handled) {
        return new QueueSums(0, 0, NOBODY, NOBODY, Waits.NONE, Waits.NONE, handled);
    }

    /** The sum of all of them. */
    public static QueueSums of(Collection<QueueSums> parts) {
        return parts.stream().reduce(NONE, QueueSums::plus);
    }

    QueueSums plus(QueueSums more) {
        return new QueueSums(
                offered + more.offered,
                calledBack + more.calledBack,
                sum(left, more.left),
                sum(deflected, more.deflected),
                answered.plus(more.answered),
                abandoned.plus(more.abandoned),
                handled.plus(more.handled));
    }

    /** How many of those offered left in this way. */
    public int left(String disposition) {
        return left.getOrDefault(disposition, 0);
    }

    private static SortedMap<String, Integer> one(String word) {
        return new TreeMap<>(Collections.singletonMap(word, 1));
    }

    private static SortedMap<String, Integer> sum(SortedMap<String, Integer> one, SortedMap<String, Integer> other) {
        SortedMap<String, Integer> sum = new TreeMap<>(one);
        other.forEach((word, callers) -> sum.merge(word, callers, Integer::sum));
        return sum;
    }
}
