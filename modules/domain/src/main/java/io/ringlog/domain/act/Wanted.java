package io.ringlog.domain.act;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.CallHead;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom somebody wants beside those they talk to: a user, or a number outside that is theirs to dial. Pure. */
public sealed interface Wanted {

    /** What who asked is told when somebody rings, or is about to. */
    String RINGS = "call.adding";

    /** A user who has a phone to ring. */
    record User(SipUser user) implements Wanted {}

    /** A number outside that may be dialled, as far as that is known now. */
    record Outside(Dialling dialling, Callee callee) implements Wanted {}

    /** Nobody. */
    record Nobody(Rejection why) implements Wanted {}

    /** Why somebody is wanted. */
    static Because because(AddRequested asked) {
        return Because.of("api.add").with("actor", asked.actor());
    }

    /**
     * @param head of the call that somebody is wanted in
     * @param by the user who wants them; null for nobody of the account
     */
    static Wanted of(Turn turn, CallHead head, @Nullable String by, TransferTo to) {
        return switch (to) {
            case TransferTo.Dialled(String dialled) -> dialled(turn, head, by, dialled);
            case TransferTo.Target(var kind, String id) -> inside(turn, new RouteTarget(kind, id, Map.of()));
            case TransferTo.Consulted _, TransferTo.Rung _, TransferTo.Parked _, TransferTo.Seat _ -> onlyUsers();
        };
    }

    private static Wanted dialled(Turn turn, CallHead head, @Nullable String by, String dialled) {
        Callee callee = Callee.of(turn, dialled, by);
        if (callee.direction() != Direction.INTERNAL) {
            return outside(turn, Dialling.own(by, head, dialled), callee);
        }
        return switch (Dialled.inside(turn.state(), callee.to(), turn.now())) {
            case Dialled.Answer.Nowhere(Rejection why) -> new Nobody(why);
            case Dialled.Answer.Found(RouteTarget target, Because because, var warning) -> inside(turn, target);
        };
    }

    /** Outside goes whom a user may dial as in any call of theirs; for help everybody does. */
    private static Wanted outside(Turn turn, Dialling dialling, Callee callee) {
        if (dialling.userId() == null && !callee.isEmergency()) {
            return new Nobody(
                    Obstacle.OUTSIDE_BY_USERS.rejection("only a user of the account asks a number outside in"));
        }
        return Outbound.refusal(turn, dialling).<Wanted>map(Nobody::new).orElseGet(() -> new Outside(dialling, callee));
    }

    private static Wanted inside(Turn turn, RouteTarget target) {
        Optional<SipUser> found = Optional.of(target)
                .filter(it -> it.kind() == DestKind.USER)
                .flatMap(it -> turn.state().config().user(String.valueOf(it.id())));
        if (found.isEmpty()) {
            return onlyUsers();
        }
        SipUser user = found.get();
        return UserTargets.of(turn.state(), user, user.ringTimeoutSec(), turn.now())
                        .isEmpty()
                ? new Nobody(Refusal.UNREACHABLE.rejection("no phone of " + user.username() + " is registered"))
                : new User(user);
    }

    private static Wanted onlyUsers() {
        return new Nobody(Obstacle.ONLY_USERS.rejection("only users and numbers outside are asked in"));
    }
}
