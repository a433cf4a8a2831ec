package io.ringlog.domain.presence;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.Scopes;
import io.ringlog.domain.state.WrapUp;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/** The one place where an agent's state is replaced, so that every change is told once and nothing else is told. */
public final class Agents {

    private Agents() {}

    /** Does what an agent wishes; or why it is not done. */
    static Optional<Rejection> wishes(Turn turn, SipUser user, Wish wish) {
        AgentState agent = turn.state()
                .agent(user.id())
                .orElseGet(() -> AgentState.unknown(turn.account(), user.id(), turn.now()));
        return AgentDecider.decide(turn.state().config(), user, agent, wish, turn.now())
                .fold(
                        accepted -> {
                            accepted.events().forEach(next -> change(turn, next, accepted.because()));
                            return Optional.empty();
                        },
                        Optional::of);
    }

    /** Takes the wanted state over, with reachability and other calls as they are now. */
    public static void change(Turn turn, AgentState wanted, Because because) {
        Optional<AgentState> held = turn.state().agent(wanted.userId());
        if (held.isEmpty() && wanted.status() == Status.OFFLINE) {
            return;
        }
        AgentState before = held.orElseGet(() -> AgentState.unknown(wanted.account(), wanted.userId(), turn.now()));
        AgentState now = wanted.seen(reachable(turn, wanted.userId()), onOtherCall(turn, wanted));
        if (now.ready() && !before.ready() && before.activity() != Activity.OFFERING) {
            now = now.readyFrom(turn.now());
        }
        if (now.equals(before)) {
            return;
        }
        turn.put(now);
        wrapsUp(turn, before, now);
        if (!told(now).equals(told(before))) {
            turn.emit(told(now), because);
        }
    }

    private static void wrapsUp(Turn turn, AgentState before, AgentState now) {
        String left = before.wrapUpCallId();
        String begun = now.wrapUpCallId();
        if (left != null && !left.equals(begun)) {
            turn.state().lines().wrapUp(left).map(it -> it.minus(now.userId())).ifPresent(it -> keep(turn, it));
        }
        if (begun != null && !begun.equals(left)) {
            turn.put(turn.state()
                    .lines()
                    .wrapUp(begun)
                    .orElseGet(() -> WrapUp.of(turn.account(), begun))
                    .plus(now.userId()));
        }
    }

    private static void keep(Turn turn, WrapUp wrapUp) {
        if (wrapUp.userIds().isEmpty()) {
            turn.remove(wrapUp);
        } else {
            turn.put(wrapUp);
        }
    }

    /** Looks again at what follows from devices and calls. */
    static void refresh(Turn turn, String userId, Because because) {
        turn.state().agent(userId).ifPresent(agent -> change(turn, agent, because));
    }

    /** Whether a device that offers would ring holds a live registration. */
    private static boolean reachable(Turn turn, String userId) {
        return turn.state()
                .config()
                .user(userId)
                .filter(user -> UserTargets.areThere(turn.state(), user, turn.now()))
                .filter(Agents::mayBeRung)
                .isPresent();
    }

    private static boolean mayBeRung(SipUser user) {
        Integer most = user.maxSimultaneous();
        return most == null || most > 0;
    }

    private static boolean onOtherCall(Turn turn, AgentState agent) {
        return turn.state().holders(Scopes.user(agent.userId())).stream()
                .filter(callId -> !callId.equals(agent.callId()))
                .anyMatch(callId -> turn.live(callId).isPresent());
    }

    static AgentStateChanged told(AgentState agent) {
        return new AgentStateChanged(
                agent.userId(),
                agent.status(),
                agent.activity(),
                agent.reachable(),
                agent.externalCall(),
                Buckets.of(agent),
                agent.reason(),
                agent.callId(),
                List.copyOf(agent.activeQueues().keySet()));
    }
}
