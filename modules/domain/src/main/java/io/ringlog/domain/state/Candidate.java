package io.ringlog.domain.state;

import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Party;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way to reach somebody who is rung.
 *
 * @param target where it is reached
 * @param order those of an order ring when nobody of an earlier one rings any more
 * @param delaySec how long after its order began it rings; not so long when nobody rings meanwhile
 * @param timeoutSec how long it rings at most
 * @param outward how it is reached outside the account; null for who is inside
 */
public record Candidate(
        Contact target,
        Party party,
        int order,
        int delaySec,
        int timeoutSec,
        @Nullable Outward outward) {

    /** A delay that no attempt lasts. */
    private static final int STANDS_BY_SEC = 1_000_000;

    /** Somebody of the account. */
    public Candidate(Contact target, Party party, int order, int delaySec, int timeoutSec) {
        this(target, party, order, delaySec, timeoutSec, null);
    }

    /** Whether whoever answers has to say that they take the call: a mailbox that answers there takes none. */
    public boolean asks() {
        return outward != null && Boolean.TRUE.equals(outward.asks());
    }

    /** The same, where whoever answers is asked. */
    public Candidate asking() {
        return outward == null ? this : new Candidate(target, party, order, delaySec, timeoutSec, outward.asking());
    }

    /** Whether it rings only in the place of another that was not reached, or when nobody else is left. */
    public boolean standsBy() {
        return delaySec > STANDS_BY_SEC;
    }

    /** By another trunk, for when those before it were not reached; {@code place} is 1 for the first. */
    public Candidate standingBy(int place) {
        return new Candidate(target, party, order, STANDS_BY_SEC + place, delaySec + timeoutSec, outward);
    }

    /** Its turn has come, so long after its order began. */
    public Candidate dueNow(int elapsedSec) {
        return new Candidate(target, party, order, 0, Math.max(1, timeoutSec - elapsedSec), outward);
    }

    /** Whether it comes back to the platform for another account. */
    public boolean loops() {
        return outward != null && outward.loop() != null;
    }

    /** Of those who may ring together no more than these, the first to ring first; each stands by for one of them. */
    public static List<Candidate> together(List<Candidate> all, int most) {
        Map<List<Integer>, Integer> counted = new HashMap<>();
        return all.stream()
                .sorted(RING_ORDER)
                .filter(it -> counted.merge(it.rings(), 1, Integer::sum) <= most)
                .toList();
    }

    private List<Integer> rings() {
        return List.of(order, standsBy() ? delaySec : 0);
    }

    /** Who rings before whom. */
    public static final Comparator<Candidate> RING_ORDER =
            Comparator.comparingInt(Candidate::order).thenComparingInt(Candidate::delaySec);
}
