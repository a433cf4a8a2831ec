package io.ringlog.api.live;

import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.LiveViews;
import io.ringlog.api.port.LiveViews.LiveCall;
import io.ringlog.api.port.LiveViews.Registration;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The views of an account as they are now. */
public final class LiveRoutes implements RouteGroup {

    private static final Map<String, String> AGENTS = Map.of("is_agent", "1");
    private static final String QUEUE = "queue";

    private final LiveViews views;
    private final Rows rows;

    public LiveRoutes(LiveViews views, Configuration configuration) {
        this.views = views;
        this.rows = new Rows(configuration);
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("listLiveCalls", "/v1/calls/live", "Calls in progress.", this::calls)
                        .needs(Scope.CALLS)
                        .answers(Schemas.rows(Schemas.of(LiveCall.class))))
                .add(Route.get("listAgents", "/v1/agents", "What agents wish and do now.", this::agents)
                        .needs(Scope.AGENTS)
                        .query("user_id", "only this agent, by id or username", Schemas.text())
                        .answers(Schemas.rows(Schemas.named("Agent", AgentNow.class))))
                .add(Route.get(
                                "listLiveQueues",
                                "/v1/queues/live",
                                "Callers and agents of each queue now.",
                                this::queues)
                        .needs(Scope.QUEUES)
                        .answers(Schemas.rows(Schemas.named("LiveQueue", QueueNow.class))))
                .add(Route.get(
                                "listLiveTrunks",
                                "/v1/trunks/live",
                                "Whether a trunk answers, registrations, its channels, and its calls of a day.",
                                this::trunks)
                        .needs(Scope.CALLS)
                        .answers(Schemas.rows(Schemas.named("LiveTrunk", TrunkNow.class))))
                .add(Route.get(
                                "listRegistrations",
                                "/v1/registrations",
                                "Devices and trunks that can be reached now.",
                                this::registrations)
                        .needs(Scope.CALLS)
                        .answers(Schemas.rows(Schemas.of(Registration.class))));
    }

    private Answer calls(Request request) {
        return Answer.rows(views.calls(request.account()));
    }

    private Answer agents(Request request) {
        String account = request.account();
        String only = request.query("user_id")
                .map(given -> rows.known("user", account, given).orElseThrow(() -> unknown("user_id", "user", given)))
                .orElse(null);
        List<AgentNow> agents =
                AgentNow.of(rows.all("user", account, AGENTS), views.agents(account), queueNames(account));
        return Answer.rows(agents.stream()
                .filter(agent -> only == null || only.equals(agent.userId()))
                .toList());
    }

    private static Refused unknown(String parameter, String resource, String given) {
        return Refused.field(Why.INVALID, parameter, "request.bad-filter", "there is no " + resource + " " + given);
    }

    private Answer queues(Request request) {
        String account = request.account();
        return Answer.rows(QueueNow.of(queueNames(account), views.queues(account), views.agents(account)));
    }

    private Map<String, String> queueNames(String account) {
        var names = new TreeMap<String, String>();
        rows.all(QUEUE, account, Map.of())
                .forEach(row ->
                        names.put(row.path("id").asText(), row.path("name").asText()));
        return names;
    }

    private Answer trunks(Request request) {
        String account = request.account();
        return Answer.rows(TrunkNow.of(
                rows.all("trunk", account, Map.of()),
                new TrunkNow.Known(views.trunks(account), views.registrations(account), views.openByScope(account))));
    }

    private Answer registrations(Request request) {
        return Answer.rows(views.registrations(request.account()));
    }
}
