package io.ringlog.api.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;

/** What flows can beside being rows: their draft is published, and published versions can be read for ever. */
final class FlowRoutes implements RouteGroup {

    private final Configuration configuration;
    private final ResourceShape shape;

    FlowRoutes(Configuration configuration, ResourceShape shape) {
        this.configuration = configuration;
        this.shape = shape;
    }

    @Override
    public void add(RouteTable table) {
        String flow = "/v1/flows/{id}";
        ObjectNode version = ConfigSchemas.flowVersion(shape);
        table.add(Route.post(
                                "publishFlow",
                                flow + "/publish",
                                "Makes the draft the version new calls start on.",
                                this::publish)
                        .ifMatch()
                        .needs(Scope.CONFIG)
                        .answersRow(ConfigSchemas.of(shape)))
                .add(Route.get(
                                "listFlowVersions",
                                flow + "/versions",
                                "Published versions of a flow, newest first.",
                                this::versions)
                        .needs(Scope.CONFIG)
                        .answers(Schemas.rows(version)))
                .add(Route.get(
                                "getFlowVersion",
                                flow + "/versions/{version}",
                                "One published version of a flow.",
                                this::version)
                        .needs(Scope.CONFIG)
                        .answers(version));
    }

    private Answer publish(Request request) {
        return Documents.one(configuration.publish(
                request.account(), request.path("id"), Documents.ifVersion(request), request.actor()));
    }

    private Answer versions(Request request) {
        return Answer.rows(configuration.versions(request.account(), request.path("id")));
    }

    private Answer version(Request request) {
        String wanted = request.path("version");
        return configuration.versions(request.account(), request.path("id")).stream()
                .filter(it -> it.path("version").asText().equals(wanted))
                .findFirst()
                .map(Answer::ok)
                .orElseThrow(() -> Refused.notFound("version " + wanted + " of this flow"));
    }
}
