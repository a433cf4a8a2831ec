package io.ringlog.domain.presence;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentEvent;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RegistrationEvent;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Hears what agents wish, answers who asked, and follows their devices, calls and configuration. Offers nothing. */
public final class AgentDesk implements Concern {

    /** The kinds of rows an agent's state hangs on. */
    private static final Set<String> ROWS = Set.of("SipUser", "SipDevice", "Queue", "AgentQueueAssignment");

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof AgentActed act) {
            turn.state()
                    .config()
                    .userNamed(act.userId())
                    .ifPresentOrElse(
                            user -> act(turn, user, act),
                            () -> refuse(
                                    turn, act, AgentRefusal.UNKNOWN.rejection("there is no user " + act.userId())));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent call) {
            callMoved(call, turn);
        } else if (event instanceof RegistrationEvent.ContactsBound bound) {
            Agents.refresh(
                    turn, bound.userId(), Because.of("agent.device-registered").with("aor", bound.aor()));
        } else if (event instanceof RegistrationEvent.ContactExpired expired) {
            Agents.refresh(
                    turn, expired.userId(), Because.of("agent.device-gone").with("aor", expired.aor()));
        } else if (event instanceof Event.ConfigApplied applied && ROWS.contains(applied.kind())) {
            settle(turn, applied);
        }
    }

    private static void act(Turn turn, SipUser user, AgentActed act) {
        Agents.wishes(turn, user, Wish.of(act))
                .ifPresentOrElse(why -> refuse(turn, act, why), () -> accept(turn, act, user));
    }

    private static void accept(Turn turn, AgentActed act, SipUser user) {
        AgentState agent = turn.state()
                .agent(user.id())
                .orElseGet(() -> AgentState.unknown(turn.account(), user.id(), turn.now()));
        AgentEvent.AgentStateChanged told = Agents.told(agent);
        turn.effect(new Effect.Reply(
                act.requestId(),
                act.replyTo(),
                true,
                "agent." + word(told.status()),
                "agent " + user.username() + " is " + word(told.bucket()),
                told,
                null));
    }

    private static void refuse(Turn turn, AgentActed act, Rejection why) {
        turn.emit(
                new AgentEvent.AgentActionRefused(act.userId(), why.code(), why.text()),
                why.because().with("actor", act.actor()));
        turn.effect(new Effect.Reply(act.requestId(), act.replyTo(), false, why.code(), why.text(), null, null));
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** A call that begins, rings somebody or ends may be an agent's other call. */
    private static void callMoved(CallEvent event, Turn turn) {
        boolean telling = event instanceof CallEvent.CallAdmitted
                || event instanceof CallEvent.LegsRung
                || event instanceof CallEvent.RingFailed
                || event instanceof CallEvent.LegLost
                || event instanceof CallEvent.LegLeft
                || event instanceof CallEvent.CallEnded;
        if (telling) {
            turn.state()
                    .call(event.callId())
                    .ifPresent(call -> parties(call)
                            .forEach(userId -> Agents.refresh(
                                    turn, userId, Because.of("agent.call-moved").with("call", call.callId()))));
        }
    }

    private static SortedSet<String> parties(CallState call) {
        SortedSet<String> parties = new TreeSet<>();
        call.legs().stream()
                .map(leg -> leg.party().userId())
                .filter(Objects::nonNull)
                .forEach(parties::add);
        if (call.head().userId() != null) {
            parties.add(call.head().userId());
        }
        return parties;
    }

    /** Rows that are gone take what hung on them with them. */
    private static void settle(Turn turn, Event.ConfigApplied applied) {
        Because because = Because.of("agent.config-changed").with("row", applied.rowId());
        for (AgentState agent : List.copyOf(turn.state().agents())) {
            boolean works = turn.state()
                    .config()
                    .user(agent.userId())
                    .filter(AgentDecider::mayWork)
                    .isPresent();
            if (!works) {
                Agents.change(turn, AgentDecider.logout(agent, turn.now()), because);
            } else if (agent.status() == AgentEvent.Status.OFFLINE) {
                Agents.change(turn, agent, because);
            } else {
                Agents.change(turn, agent.in(Memberships.settled(turn.state().config(), agent)), because);
            }
        }
    }
}
