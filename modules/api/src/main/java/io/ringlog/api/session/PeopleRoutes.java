package io.ringlog.api.session;

import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.Sessions;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Method;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;
import java.util.List;

/** People as rows, whose role nobody gives or touches who may do less, and their sessions. */
public final class PeopleRoutes implements RouteGroup {

    public static final String PATH = "/v1/people";
    public static final String RESOURCE = "person";

    private static final String ONE = PATH + "/{id}/sessions";

    /** A session of somebody, without its secret; times in epoch milliseconds. */
    record PersonSession(String id, String address, long createdAt, long seenAt, long expiresAt) {}

    private final RouteGroup rows;
    private final Configuration configuration;
    private final Sessions sessions;

    /** @param rows the routes of the rows themselves */
    public PeopleRoutes(RouteGroup rows, Configuration configuration, Sessions sessions) {
        this.rows = rows;
        this.configuration = configuration;
        this.sessions = sessions;
    }

    @Override
    public void add(RouteTable table) {
        RouteTable.of(List.of(rows)).routes().forEach(route -> table.add(guarded(route)));
        table.add(Route.get("listSessions", ONE, "Where somebody is logged in, the oldest first.", this::list)
                        .needs(Scope.PEOPLE)
                        .answers(Schemas.rows(Schemas.of(PersonSession.class))))
                .add(Route.of("endSessions", Method.DELETE, ONE, "Logs somebody out everywhere.", this::end)
                        .needs(Scope.PEOPLE)
                        .answersNothing());
    }

    private Route guarded(Route route) {
        return route.method() == Method.GET
                ? route
                : route.answeredBy(request -> {
                    refuseAbove(request, route);
                    return route.endpoint().answer(request);
                });
    }

    private void refuseAbove(Request request, Route route) {
        if (route.body() != null) {
            refuseAbove(request, request.document().path("role").asText());
        }
        if (!route.variables().isEmpty()) {
            configuration
                    .find(RESOURCE, request.account(), request.path("id"))
                    .ifPresent(it -> refuseAbove(request, it.body().path("role").asText()));
        }
    }

    /** A word that is no role is refused by the rows themselves. */
    private static void refuseAbove(Request request, String role) {
        boolean within =
                Role.named(role).map(it -> it.isWithin(request.changes())).orElse(true);
        if (!within) {
            throw Refused.field(Why.FORBIDDEN, "role", "auth.role-above", "opens more than whoever asks may do");
        }
    }

    private Answer list(Request request) {
        String id = request.path("id");
        return Answer.rows(sessions.of(request.account(), id).orElseThrow(() -> nobody(id)).stream()
                .map(it -> new PersonSession(it.id(), it.address(), it.createdAt(), it.seenAt(), it.expiresAt()))
                .toList());
    }

    private Answer end(Request request) {
        String id = request.path("id");
        if (!sessions.endAll(request.account(), id, request.actor())) {
            throw nobody(id);
        }
        return Answer.nothing();
    }

    private static Refused nobody(String id) {
        return Refused.notFound("person " + id);
    }
}
