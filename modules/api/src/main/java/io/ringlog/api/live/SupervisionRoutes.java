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
import io.ringlog.domain.journal.Effect.Reply;
import io.ringlog.domain.journal.SuperviseRequested;
import io.ringlog.domain.journal.SupervisionMode;
import org.jspecify.annotations.Nullable;

/** Letting a supervisor hear a call; the answer is the brain's decision. */
public final class SupervisionRoutes implements RouteGroup {

    /**
     * @param user the supervisor, by id or username
     * @param mode who hears them
     * @param leg of the user who is supervised; the first of the call who may be when it is left out
     */
    record Supervise(
            String user, SupervisionMode mode, @Nullable String leg) {}

    private final Brain brain;
    private final Rows rows;

    public SupervisionRoutes(Brain brain, Configuration configuration) {
        this.brain = brain;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.post(
                        "superviseCall",
                        "/v1/calls/{id}/supervise",
                        "Lets a supervisor hear a call, heard by nobody (listen), by the user who is supervised "
                                + "(whisper) or by all (barge): their phones ring, or the mode changes where "
                                + "they hear it already; the key is the actor in the log.",
                        this::supervise)
                .needs(Scope.CALLS)
                .takes(Schemas.of(Supervise.class))
                .answers(Schemas.named("Decision", ActionRoutes.Decided.class)));
    }

    private Answer supervise(Request request) {
        Supervise asked = request.body(Supervise.class);
        String call = request.path("id");
        String user = rows.id("user", request.account(), ActionRoutes.required("user", asked.user()));
        SupervisionMode mode = ActionRoutes.required("mode", asked.mode());
        Reply reply = brain.ask(
                request.account(),
                (id, replyTo) -> new SuperviseRequested(id, replyTo, call, asked.leg(), user, mode, request.actor()));
        return ActionRoutes.decided(brain, reply);
    }
}
