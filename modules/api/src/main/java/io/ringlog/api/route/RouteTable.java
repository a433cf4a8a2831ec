package io.ringlog.api.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every route of the interface in the order they were added; two of the same method and shape are a mistake. */
public final class RouteTable {
    private final List<Route> routes = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    public static RouteTable of(List<RouteGroup> groups) {
        RouteTable table = new RouteTable();
        groups.forEach(group -> group.add(table));
        return table;
    }

    public RouteTable add(Route route) {
        String shape = route.method() + " " + route.path().replaceAll("\\{[^}]*}", "{}");
        if (!taken.add(shape)) {
            throw new IllegalArgumentException("there are two routes " + shape);
        }
        routes.add(route);
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
