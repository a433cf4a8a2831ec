package io.ringlog.domain.supervision;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may hear whose talk: a supervisor, that of users who all may be supervised, none of them themselves. Pure. */
final class SupervisionRules {

    /** Each is one more voice of a talk, and one more who knows. */
    static final int MOST_OF_A_CALL = 3;

    private SupervisionRules() {}

    /** Whom a supervisor may hear, or why nobody. */
    sealed interface Verdict {

        record May(String legId, Because because) implements Verdict {}

        record MayNot(Rejection why) implements Verdict {}
    }

    /** @param legId of the user who is to be supervised; null for the first who may be */
    static Verdict of(LiveCall call, @Nullable String legId, String supervisorId) {
        Turn turn = call.turn();
        if (!isSupervisor(turn, supervisorId)) {
            return mayNot(Refusal.NO_SUPERVISOR, "user " + supervisorId + " is no supervisor");
        }
        if (turn.state().supervisionsOf(call.id()).size() >= MOST_OF_A_CALL) {
            return mayNot(Refusal.SUPERVISED_ENOUGH, "call " + call.id() + " has " + MOST_OF_A_CALL + " supervisors");
        }
        Optional<Leg.InTalk> leg = talking(call)
                .filter(it -> legId == null ? maySupervise(turn, it) : legId.equals(it.id()))
                .findFirst()
                .or(() -> talking(call).filter(_ -> legId == null).findFirst());
        if (leg.isEmpty()) {
            return mayNot(Refusal.NOBODY_TALKS, "nobody to be heard talks in call " + call.id());
        }
        return talk(turn, leg.get(), supervisorId)
                .<Verdict>map(Verdict.MayNot::new)
                .orElseGet(() -> new Verdict.May(
                        leg.get().id(),
                        Because.of("supervise.allowed")
                                .with("supervisor", supervisorId)
                                .with("user", String.valueOf(leg.get().party().userId()))));
    }

    private static boolean isSupervisor(Turn turn, String userId) {
        return turn.state()
                .config()
                .user(userId)
                .filter(it -> it.isSupervisor() && it.status() == RowStatus.ACTIVE)
                .isPresent();
    }

    private static Stream<Leg.InTalk> talking(LiveCall call) {
        return call.state().legs().stream().filter(Leg.InTalk.class::isInstance).map(Leg.InTalk.class::cast);
    }

    /** Why a supervisor may not hear the talk that a leg is in now. */
    static Optional<Rejection> talk(Turn turn, Leg.InTalk leg, String supervisorId) {
        if (leg.party().userId() == null) {
            return Optional.of(Refusal.NOT_SUPERVISED.rejection("leg " + leg.id() + " is no user's"));
        }
        List<Leg> all = turn.state().talk(leg.talkId()).map(Talk::legs).orElse(List.of()).stream()
                .flatMap(it -> leg(turn, it).stream())
                .filter(it -> it.party().userId() != null)
                .toList();
        if (all.stream().anyMatch(it -> supervisorId.equals(it.party().userId()))) {
            return Optional.of(Refusal.OWN_TALK.rejection("the supervisor talks there themselves"));
        }
        return all.stream()
                .filter(it -> !maySupervise(turn, it))
                .findFirst()
                .map(it -> Refusal.NOT_SUPERVISED.rejection("user " + it.party().userId() + " may not be supervised"));
    }

    private static Optional<Leg> leg(Turn turn, LegRef ref) {
        return turn.live(ref.callId()).flatMap(call -> call.state().leg(ref.legId()));
    }

    private static boolean maySupervise(Turn turn, Leg leg) {
        return Optional.ofNullable(leg.party().userId())
                .flatMap(turn.state().config()::user)
                .filter(SipUser::mayBeSupervised)
                .isPresent();
    }

    private static Verdict mayNot(Refusal why, String text) {
        return new Verdict.MayNot(why.rejection(text));
    }
}
