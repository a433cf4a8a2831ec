package io.ringlog.api.live;

import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Configuration.Document;
import io.ringlog.api.port.Configuration.Documents;
import io.ringlog.api.port.Configuration.Listing;
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
import java.util.Map;
import java.util.TreeMap;

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

    private static final String QUEUE = "queue";
    private static final int PAGE = 1000;

    private final LiveViews views;
    private final Configuration configuration;

    public LiveRoutes(LiveViews views, Configuration configuration) {
        this.views = views;
        this.configuration = configuration;
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
        String account = request.account();
        return Answer.ok(new Queues(QueueNow.of(queueNames(account), views.queues(account), views.agents(account))));
    }

    private Map<String, String> queueNames(String account) {
        var names = new TreeMap<String, String>();
        String after = null;
        do {
            Documents page = configuration.list(QUEUE, account, new Listing(after, PAGE, Map.of()));
            page.rows().stream()
                    .map(Document::body)
                    .forEach(row ->
                            names.put(row.path("id").asText(), row.path("name").asText()));
            after = page.next();
        } while (after != null);
        return names;
    }

    private Answer registrations(Request request) {
        return Answer.ok(new Registrations(views.registrations(request.account())));
    }
}
