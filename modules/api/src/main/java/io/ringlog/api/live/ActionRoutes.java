package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.AgentActed.QueueChoice;
import io.ringlog.domain.journal.AgentActed.Verb;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.queue.QueueRefusal;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.security.SecurityCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions to the brain; the answer is its decision, made in the order of the journal. */
public final class ActionRoutes implements RouteGroup {

    private static final int LONGEST_RING_SEC = 600;
    private static final int LONGEST_TEXT = 128;
    private static final Set<String> NOT_THERE = Set.of(
            Obstacle.CALL_UNKNOWN.code(),
            Obstacle.CONFERENCE_UNKNOWN.code(),
            Obstacle.NO_MEMBER.code(),
            Obstacle.NO_CALL_BACK.code(),
            QueueRefusal.CALLBACK_UNKNOWN.code(),
            SecurityCode.NO_SUCH_BAN.code());
    private static final String ACTOR_OF_THE_KEY = "the key is the actor in the log";

    /** What an agent asks for; the user may be named by id or username. */
    record AgentAction(
            String userId,
            Verb event,
            @Nullable List<Choice> queues,
            @Nullable String reason) {}

    /** A queue chosen by id or name, with a level of its own where it is given. */
    record Choice(String queueId, @Nullable Integer level) {}

    /** The leg on whose behalf something is done: {@code a}, {@code b1} … */
    record LegAction(String leg) {}

    /**
     * A call that somebody wants.
     *
     * @param from the user whose phones ring first: id or username
     * @param to what that user would dial
     * @param ringTimeoutSec how long those phones ring, 1 to 600
     */
    record CallWanted(String from, String to, @Nullable Integer ringTimeoutSec) {}

    /**
     * What the brain decided.
     *
     * @param queues the active queues of the agent by name
     * @param shownWithinMs the decision holds at once; lists of what is now show it so much later, while nothing lags
     */
    record Decided(
            boolean accepted,
            String code,
            String text,
            @Nullable AgentStateChanged agent,
            @Nullable List<QueueNamed> queues,
            @Nullable String callId,
            long shownWithinMs) {}

    private final Brain brain;
    private final Configuration configuration;
    private final Rows rows;

    public ActionRoutes(Brain brain, Configuration configuration) {
        this.brain = brain;
        this.configuration = configuration;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                                "changeAgentState",
                                "/v1/agents/state",
                                "Asks for another state of an agent (login, logout, available, pause); "
                                        + ACTOR_OF_THE_KEY + ".",
                                this::act)
                        .needs(Scope.AGENTS)
                        .takes(Schemas.of(AgentAction.class))
                        .answers(Schemas.named("Decision", Decided.class)))
                .add(Route.post(
                                "startCall",
                                "/v1/calls",
                                "Starts a call: a user's phones ring first, and for who answers, whom they want; "
                                        + ACTOR_OF_THE_KEY + ".",
                                this::call)
                        .needs(Scope.CALLS)
                        .header(Route.IDEMPOTENCY_KEY, "the same one within a day starts no second call")
                        .takes(Schemas.of(CallWanted.class))
                        .answers(Schemas.named("Decision", Decided.class)))
                .add(Route.post(
                                "hangUpCall",
                                "/v1/calls/{id}/hangup",
                                "Asks to end a call; " + ACTOR_OF_THE_KEY + ".",
                                this::hangUp)
                        .needs(Scope.CALLS)
                        .answers(Schemas.named("Decision", Decided.class)))
                .add(hold("hold", "Puts whoever talks with a leg on hold, with music", true))
                .add(hold("resume", "Lets a leg talk again with whoever it holds", false));
    }

    private Route hold(String verb, String story, boolean held) {
        return Route.post(
                        verb + "Call",
                        "/v1/calls/{id}/" + verb,
                        story + "; answers when it is so; " + ACTOR_OF_THE_KEY + ".",
                        request -> hold(request, held))
                .needs(Scope.CALLS)
                .takes(Schemas.of(LegAction.class))
                .answers(Schemas.named("Decision", Decided.class));
    }

    private Answer hold(Request request, boolean held) {
        String call = request.path("id");
        String leg = required("leg", request.body(LegAction.class).leg());
        Reply reply = brain.ask(
                request.account(), (id, replyTo) -> new HoldRequested(id, replyTo, call, leg, held, request.actor()));
        return decided(brain, reply);
    }

    private Answer act(Request request) {
        AgentAction asked = request.body(AgentAction.class);
        String userId = rows.id("user", request.account(), required("user_id", asked.userId()));
        Verb verb = required("event", asked.event());
        List<QueueChoice> queues = choices(request.account(), asked.queues());
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) -> new AgentActed(id, replyTo, userId, verb, queues, asked.reason(), request.actor()));
        AgentStateChanged agent = reply.agent();
        return decided(
                brain,
                reply,
                agent == null ? null : QueueNamed.of(agent.activeQueues(), id -> nameOf(request.account(), id)));
    }

    private @Nullable String nameOf(String account, String id) {
        return configuration.nameOf(account, id).orElse(null);
    }

    private Answer call(Request request) {
        CallWanted wanted = request.body(CallWanted.class);
        String from = rows.id("user", request.account(), required("from", wanted.from()));
        String to = required("to", wanted.to());
        String key = request.header(Route.IDEMPOTENCY_KEY).orElse(null);
        Integer seconds = wanted.ringTimeoutSec();
        shortEnough("to", to, LONGEST_TEXT);
        if (seconds != null && (seconds < 1 || seconds > LONGEST_RING_SEC)) {
            throw Refused.field(Why.INVALID, "ring_timeout_sec", "request.out-of-range", "must be 1 to 600");
        }
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) -> new CallAsked(id, replyTo, from, to, key, seconds, request.actor()));
        return decided(brain, reply);
    }

    static void shortEnough(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw Refused.field(Why.INVALID, field, "request.too-long", "is longer than " + most + " characters");
        }
    }

    private Answer hangUp(Request request) {
        String call = request.path("id");
        Reply reply =
                brain.ask(request.account(), (id, replyTo) -> new HangUpRequested(id, replyTo, call, request.actor()));
        return decided(brain, reply);
    }

    static Answer decided(Brain brain, Reply reply) {
        return decided(brain, reply, null);
    }

    private static Answer decided(Brain brain, Reply reply, @Nullable List<QueueNamed> queues) {
        if (reply.accepted()) {
            long within = brain.shownWithin().toMillis();
            return Answer.ok(
                    new Decided(true, reply.code(), reply.text(), reply.agent(), queues, reply.callId(), within));
        }
        Why why = NOT_THERE.contains(reply.code()) ? Why.NOT_FOUND : Why.CONFLICT;
        throw Refused.decided(why, reply.code(), reply.text());
    }

    private @Nullable List<QueueChoice> choices(String account, @Nullable List<Choice> queues) {
        return queues == null
                ? null
                : queues.stream()
                        .map(it -> new QueueChoice(
                                rows.id("queue", account, required("queues.queue_id", it.queueId())), it.level()))
                        .toList();
    }

    /** Jackson leaves null where a field is missing. */
    static <T> T required(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw Refused.field(Why.INVALID, field, "request.required", "is required");
        }
        return value;
    }
}
