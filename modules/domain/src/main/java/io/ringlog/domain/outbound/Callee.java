package io.ringlog.domain.outbound;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.routing.Dialled;
import org.jspecify.annotations.Nullable;

/**
 * Whom a user means by what they dial. Pure.
 *
 * @param to inside the account what was dialled, outside and for its own numbers the E.164 digits
 */
public record Callee(Direction direction, String to, boolean isEmergency) {

    public static Callee of(Turn turn, String dialled, @Nullable String userId) {
        PublicNumber number = Numbers.read(turn, dialled, userId).orElse(null);
        if (number != null && number.numberClass() == NumberClass.EMERGENCY) {
            return new Callee(Direction.OUTBOUND, number.e164(), true);
        }
        if (Dialled.isInternal(turn.state(), dialled)) {
            return new Callee(Direction.INTERNAL, dialled, false);
        }
        String to = number == null ? Dialled.normalised(dialled) : number.e164();
        boolean own = turn.state().config().did(to).isPresent();
        return new Callee(own ? Direction.INTERNAL : Direction.OUTBOUND, to, false);
    }
}
