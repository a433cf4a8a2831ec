package io.ringlog.api.live;

import io.ringlog.api.port.Brain;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Rows;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.CallerActed.Verb;

/** What supervisors do with callers who wait in queues; the answer is the brain's decision. */
public final class CallerRoutes implements RouteGroup {

    /** @param priority higher is served first */
    record Urgency(Integer priority) {}

    /** @param queue where the caller waits from now on, by id or name */
    record Move(String queue) {}

    /** @param user the agent, by id or username */
    record Pull(String user) {}

    private final Brain brain;
    private final Rows rows;

    public CallerRoutes(Brain brain, Configuration configuration) {
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                        "prioritiseCaller",
                        "/v1/calls/{id}/prioritise",
                        "Gives a caller who waits in a queue another priority; higher is served first.",
                        this::prioritise)
                .needs(Scope.CALLS)
                .takes(Schemas.of(Urgency.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
        table.add(Route.post(
                        "moveCaller",
                        "/v1/calls/{id}/move",
                        "Sends a caller who waits to another queue, where it stands by when it came to the first.",
                        this::move)
                .needs(Scope.CALLS)
                .takes(Schemas.of(Move.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
        table.add(Route.post(
                        "pullCaller",
                        "/v1/calls/{id}/pull",
                        "Offers a caller who waits to one agent who is ready, whoever is next.",
                        this::pull)
                .needs(Scope.CALLS)
                .takes(Schemas.of(Pull.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer prioritise(Request request) {
        Integer priority =
                ActionRoutes.required("priority", request.body(Urgency.class).priority());
        return ask(
                request,
                (id, replyTo) -> new CallerActed(
                        id, replyTo, request.path("id"), Verb.PRIORITISE, priority, null, null, request.actor()));
    }

    private Answer move(Request request) {
        String queue = rows.id(
                "queue",
                request.account(),
                ActionRoutes.required("queue", request.body(Move.class).queue()));
        return ask(
                request,
                (id, replyTo) -> new CallerActed(
                        id, replyTo, request.path("id"), Verb.MOVE, null, queue, null, request.actor()));
    }

    private Answer pull(Request request) {
        String user = rows.id(
                "user",
                request.account(),
                ActionRoutes.required("user", request.body(Pull.class).user()));
        return ask(
                request,
                (id, replyTo) ->
                        new CallerActed(id, replyTo, request.path("id"), Verb.PULL, null, null, user, request.actor()));
    }

    private Answer ask(Request request, Brain.Question wish) {
        return ActionRoutes.decided(brain, brain.ask(request.account(), wish));
    }
}
