package io.ringlog.domain.state;

import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.Party;
import java.util.Comparator;

/**
 * One way to reach somebody who is rung.
 *
 * @param target where it is reached
 * @param order those of an order ring when nobody of an earlier one rings any more
 * @param delaySec how long after its order began it rings; not so long when nobody rings meanwhile
 * @param timeoutSec how long it rings at most
 */
public record Candidate(Contact target, Party party, int order, int delaySec, int timeoutSec) {

    /** Who rings before whom. */
    public static final Comparator<Candidate> RING_ORDER =
            Comparator.comparingInt(Candidate::order).thenComparingInt(Candidate::delaySec);
}
