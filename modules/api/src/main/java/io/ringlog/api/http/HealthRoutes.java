package io.ringlog.api.http;

import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.Readiness;
import io.ringlog.api.port.Readiness.PartState;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import java.util.List;

/** Whether anybody is there, and whether all of this process does its work; for whoever asks, without a key. */
public final class HealthRoutes implements RouteGroup {
    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    /** That the process answers. */
    record Alive(boolean ok) {}

    /** That all parts of the process do their work. */
    record Ready(boolean ready, List<String> parts) {}

    @Override
    public void add(RouteTable table) {
        table.add(Route.get(
                                "isAlive",
                                "/health/live",
                                "Whether the process answers.",
                                request -> Answer.ok(new Alive(true)))
                        .open()
                        .answers(Schemas.of(Alive.class)))
                .add(Route.get(
                                "isReady",
                                "/health/ready",
                                "Whether every part of the process works.",
                                request -> ready())
                        .open()
                        .answers(Schemas.of(Ready.class)));
    }

    private Answer ready() {
        List<PartState> parts = readiness.parts();
        List<FieldProblem> troubles = parts.stream()
                .filter(part -> part.trouble().isPresent())
                .map(part -> new FieldProblem(
                        part.name(), Why.NOT_READY.code(), part.trouble().orElseThrow()))
                .toList();
        if (!troubles.isEmpty()) {
            throw new Refused(Why.NOT_READY, troubles);
        }
        return Answer.ok(new Ready(true, parts.stream().map(PartState::name).toList()));
    }
}
