package io.ringlog.api.live;

import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LiveAgent;
import io.ringlog.api.port.LiveViews.LiveCall;
import io.ringlog.api.port.LiveViews.Registration;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.List;

/** The views of an account as they are now. */
public final class LiveRoutes implements RouteGroup {

    /** Calls in progress. */
    record Calls(List<LiveCall> calls) {}

    /** Agents that were ever logged in. */
    record Agents(List<LiveAgent> agents) {}

    /** Queues with their callers and agents. */
    record Queues(List<QueueNow> queues) {}

    /** Devices that can be reached. */
    record Registrations(List<Registration> registrations) {}

    private final LiveViews views;

    public LiveRoutes(LiveViews views) {
        this.views = views;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("/v1/calls/live", "Calls in progress.", this::calls)
                        .needs(Scope.CALLS)
                        .answers(Schemas.of(Calls.class)))
                .add(Route.get("/v1/agents", "What agents wish and do now.", this::agents)
                        .needs(Scope.AGENTS)
                        .query("userId", "only this agent", Schemas.text())
                        .answers(Schemas.of(Agents.class)))
                .add(Route.get("/v1/queues/live", "Callers and agents of each queue now.", this::queues)
                        .needs(Scope.QUEUES)
                        .answers(Schemas.of(Queues.class)))
                .add(Route.get("/v1/registrations", "Devices that can be reached now.", this::registrations)
                        .needs(Scope.CALLS)
                        .answers(Schemas.of(Registrations.class)));
    }

    private Answer calls(Request request) {
        return Answer.ok(new Calls(views.calls(request.account())));
    }

    private Answer agents(Request request) {
        return Answer.ok(new Agents(views.agents(request.account()).stream()
                .filter(agent ->
                        request.query("userId").map(agent.userId()::equals).orElse(true))
                .toList()));
    }

    private Answer queues(Request request) {
        return Answer.ok(new Queues(QueueNow.of(views.queues(request.account()), views.agents(request.account()))));
    }

    private Answer registrations(Request request) {
        return Answer.ok(new Registrations(views.registrations(request.account())));
    }
}
