package io.ringlog.api.config;

import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Reached;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;

/** Who reaches a row and when, and where calls of an account get no further. */
final class ReachRoutes implements RouteGroup {

    /** Each reads all rows of an account: half of the readers that a database has are left to others. */
    private static final int AT_ONCE = 2;

    private final Turns turns = new Turns(AT_ONCE);
    private final Configuration configuration;

    ReachRoutes(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                        "listDeadEnds",
                        "/v1/dead-ends",
                        "Where calls of the account get no further, and why.",
                        it -> Answer.ok(turns.take(it.account(), () -> configuration.deadEnds(it.account()))))
                .needs(Scope.CONFIG)
                .answers(Schemas.of(Reached.DeadEnds.class)));
    }

    /** @param path of the collection, {@code /v1/users} */
    void of(RouteTable table, String path, String resource, Scope scope) {
        String rows = path.substring(path.lastIndexOf('/') + 1);
        table.add(Route.get(
                        "findWaysTo" + ConfigSchemas.title(rows).replaceAll("s$", ""),
                        path + "/{id}/reached-by",
                        "The ways by which calls come to a " + resource + ", and what is in the way.",
                        it -> Answer.ok(turns.take(
                                it.account(), () -> configuration.reachedBy(resource, it.account(), it.path("id")))))
                .needs(scope)
                .answers(Schemas.of(Reached.class)));
    }
}
