package io.ringlog.api.route;

/** Routes that belong together, one resource or one concern; how other modules' resources join the interface. */
@FunctionalInterface
public interface RouteGroup {
    void add(RouteTable table);
}
