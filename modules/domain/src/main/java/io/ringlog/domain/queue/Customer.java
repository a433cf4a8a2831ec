package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Loop;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is called back: a user of the account, or a number outside that the account may dial. Pure. */
sealed interface Customer {

    record User(SipUser user, Callee callee) implements Customer {}

    record Outside(Callee callee) implements Customer {}

    /** The one way in which the account dials them, however they were written. */
    default String number() {
        return switch (this) {
            case User it -> it.callee().to();
            case Outside it -> "+" + it.callee().to();
            case Nobody _ -> "";
        };
    }

    /** Nobody can be called back so. */
    record Nobody(Rejection why) implements Customer {}

    static Customer of(Turn turn, String number) {
        return of(turn, number, null);
    }

    /** @param userId whose number it is to be dialled for; null for nobody of the account */
    static Customer of(Turn turn, String number, @Nullable String userId) {
        Callee callee = Callee.of(turn, number, userId);
        if (callee.isEmergency()) {
            return nobody(number + " is for help, and nobody is called back there");
        } else if (callee.direction() != Direction.INTERNAL) {
            return Outbound.refusal(turn, outside(number, userId))
                    .<Customer>map(Nobody::new)
                    .orElseGet(() -> new Outside(callee));
        }
        return user(turn, callee)
                .<Customer>map(user -> new User(user, callee))
                .orElseGet(() -> nobody(number + " is inside the account, and no user's"));
    }

    private static Optional<SipUser> user(Turn turn, Callee callee) {
        return Dialled.inside(turn.state(), callee.to(), turn.now()) instanceof Dialled.Answer.Found found
                        && found.target().kind() == DestKind.USER
                ? turn.state().config().user(String.valueOf(found.target().id()))
                : Optional.empty();
    }

    private static Customer nobody(String text) {
        return new Nobody(QueueRefusal.CALLBACK_NUMBER.rejection(text));
    }

    /** What no edge carries yet, to ask whether it may be dialled. */
    private static Dialling outside(String number, @Nullable String userId) {
        return new Dialling(number, "", userId, null, null, null, new Loop("", 1), List.of(), null);
    }
}
