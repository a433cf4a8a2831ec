package io.ringlog.api.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Configuration;
import io.ringlog.api.port.Publication;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.Trial;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.route.Scope;

/** What flows can beside being rows: their draft is published, and published versions can be read for ever. */
final class FlowRoutes implements RouteGroup {

    static final String VERSION = "version";

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
                                "Makes the draft the version new calls start on, when its tests pass.",
                                this::publish)
                        .ifMatch()
                        .takes(Schemas.of(Publication.class))
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
        trials(table, flow);
        table.add(Route.post(
                        "rollBackFlow",
                        flow + "/versions/{version}/restore",
                        "Makes an earlier version the draft and publishes it as a new one.",
                        this::rollBack)
                .ifMatch()
                .takes(Schemas.of(Publication.class))
                .needs(Scope.CONFIG)
                .answersRow(ConfigSchemas.of(shape)));
    }

    private void trials(RouteTable table, String flow) {
        table.add(Route.post(
                                "simulateFlow",
                                flow + "/simulate",
                                "Tries a call into the draft or a version of a flow; nothing of it is kept.",
                                this::simulate)
                        .takes(ConfigSchemas.simulation(shape))
                        .needs(Scope.CONFIG)
                        .answers(Schemas.of(Trial.class)))
                .add(Route.post(
                                "testFlow",
                                flow + "/test",
                                "Runs the tests of a flow on its draft; nothing of it is kept.",
                                this::test)
                        .needs(Scope.CONFIG)
                        .answers(Schemas.rows(Schemas.of(Trial.class))));
    }

    private Answer publish(Request request) {
        return Documents.one(configuration.publish(
                request.account(), request.path("id"), how(request), Documents.ifVersion(request), request.actor()));
    }

    private Answer rollBack(Request request) {
        return Documents.one(configuration.rollBack(
                request.account(),
                request.path("id"),
                earlier(request),
                how(request),
                Documents.ifVersion(request),
                request.actor()));
    }

    private Answer simulate(Request request) {
        ObjectNode call = request.document();
        JsonNode version = call.remove(VERSION);
        boolean draft = version == null || version.isNull();
        if (!draft && !(version.isIntegralNumber() && version.canConvertToInt())) {
            throw Refused.field(Why.INVALID, VERSION, "request.bad-parameter", "must be a whole number");
        }
        return Answer.ok(
                configuration.simulate(request.account(), request.path("id"), draft ? null : version.intValue(), call));
    }

    private Answer test(Request request) {
        return Answer.rows(configuration.test(request.account(), request.path("id")));
    }

    /** A request without a body says nothing. */
    private static Publication how(Request request) {
        return request.bytes().length == 0 ? new Publication(null, null) : request.body(Publication.class);
    }

    private static int earlier(Request request) {
        String wanted = request.path(VERSION);
        if (!wanted.matches("[1-9][0-9]{0,8}")) {
            throw Refused.notFound("version " + wanted + " of this flow");
        }
        return Integer.parseInt(wanted);
    }

    private Answer versions(Request request) {
        return Answer.rows(configuration.versions(request.account(), request.path("id")));
    }

    private Answer version(Request request) {
        String wanted = request.path(VERSION);
        return configuration.versions(request.account(), request.path("id")).stream()
                .filter(it -> it.path(VERSION).asText().equals(wanted))
                .findFirst()
                .map(Answer::ok)
                .orElseThrow(() -> Refused.notFound("version " + wanted + " of this flow"));
    }
}
