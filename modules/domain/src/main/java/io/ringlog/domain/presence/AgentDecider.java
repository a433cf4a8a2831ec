package io.ringlog.domain.presence;

import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.ConfigIndex;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Decision;
import io.ringlog.kernel.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What an agent's wish makes of an agent's state, or why it is refused (REFERENCE sections 5.2, 5.3, 11.5). Pure. */
final class AgentDecider {

    private AgentDecider() {}

    static Decision<AgentState> decide(ConfigIndex config, SipUser user, AgentState agent, Wish wish, Instant at) {
        return refusal(config, user, agent, wish)
                .<Decision<AgentState>>map(Decision::rejected)
                .orElseGet(() -> Decision.accepted(
                        List.of(after(config, user, agent, wish, at)),
                        Because.of("agent." + word(wish.verb())).with("actor", wish.actor())));
    }

    private static Optional<Rejection> refusal(ConfigIndex config, SipUser user, AgentState agent, Wish wish) {
        if (!mayWork(user)) {
            AgentRefusal why = user.isAgent() ? AgentRefusal.DISABLED : AgentRefusal.NOT_AN_AGENT;
            return Optional.of(
                    why.rejection("user " + user.username() + (user.isAgent() ? " is disabled" : " is not an agent")));
        }
        if (wish.verb() == AgentActed.Verb.PAUSE && agent.status() == Status.OFFLINE) {
            return Optional.of(AgentRefusal.NOT_LOGGED_IN.rejection("agent " + user.username() + " is not logged in"));
        }
        return wish.queues() == null || wish.verb() == AgentActed.Verb.LOGOUT
                ? Optional.empty()
                : Memberships.refusal(config, agent, wish.queues());
    }

    static boolean mayWork(SipUser user) {
        return user.isAgent() && user.status() == RowStatus.ACTIVE;
    }

    private static AgentState after(ConfigIndex config, SipUser user, AgentState agent, Wish wish, Instant at) {
        return switch (wish.verb()) {
            case LOGIN -> choose(config, login(config, user, agent), wish);
            case AVAILABLE -> choose(config, available(login(config, user, agent), at), wish);
            case PAUSE -> choose(config, agent.wishes(Status.ON_BREAK, wish.reason()), wish);
            case LOGOUT -> logout(agent, at);
        };
    }

    /** A second login changes nothing. */
    private static AgentState login(ConfigIndex config, SipUser user, AgentState agent) {
        if (agent.status() != Status.OFFLINE) {
            return agent;
        }
        AgentState in =
                user.autoReadyOnLogin() ? agent.wishes(Status.AVAILABLE, null) : agent.wishes(Status.ON_BREAK, "login");
        return in.in(Memberships.atLogin(config, user.id(), user.autoQueueLogin()))
                .misses(0);
    }

    private static AgentState available(AgentState agent, Instant at) {
        AgentState wishes = agent.wishes(Status.AVAILABLE, null).misses(0);
        return agent.activity() == Activity.WRAP_UP ? wishes.waits(at) : wishes;
    }

    /** A talk goes on to its end; there is no wrap-up after it. */
    static AgentState logout(AgentState agent, Instant at) {
        AgentState out = agent.wishes(Status.OFFLINE, null).in(new TreeMap<>()).misses(0);
        return agent.activity() == Activity.WRAP_UP ? out.waits(at) : out;
    }

    private static AgentState choose(ConfigIndex config, AgentState agent, Wish wish) {
        return wish.queues() == null ? agent : agent.in(Memberships.chosen(config, agent, wish.queues()));
    }

    private static String word(AgentActed.Verb verb) {
        return switch (verb) {
            case LOGIN -> "login";
            case LOGOUT -> "logout";
            case AVAILABLE -> "available";
            case PAUSE -> "pause";
        };
    }
}
