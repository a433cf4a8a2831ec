package io.ringlog.domain.state;

import io.ringlog.domain.journal.LegRef;
import java.util.List;

/**
 * Who hears whom: legs of one account, of one call or of several. It is folded from the legs that say they are in it,
 * so that no leg and no talk can disagree.
 *
 * @param legs in the order of their calls and ids
 */
public record Talk(String id, List<LegRef> legs) {
    public Talk {
        legs = List.copyOf(legs);
    }
}
