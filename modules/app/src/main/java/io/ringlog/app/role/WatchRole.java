package io.ringlog.app.role;

import io.ringlog.app.watch.EdgeWatch;
import java.time.InstantSource;

/** The watch over the edges, found lost by their heartbeats. One process of a cluster runs it. */
public final class WatchRole {

    private WatchRole() {}

    public static EdgeWatch start(Surroundings here) {
        return EdgeWatch.start(here.clients(), here.config().watch().edgeTimeout(), InstantSource.system());
    }
}
