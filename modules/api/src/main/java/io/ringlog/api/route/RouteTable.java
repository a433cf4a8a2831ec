package io.ringlog.api.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The methods a path is there for; empty when there is no such path. */
    public Set<String> methods(String path) {
        return routes.stream()
                .filter(route -> route.covers(path))
                .map(route -> route.method().name())
                .collect(Collectors.toUnmodifiableSet());
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
