package io.ringlog.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.route.Access;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Reply;
import io.ringlog.api.route.RouteGroup;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.wire.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The OpenAPI 3.1 document of a route table, and the route that serves it. */
final class OpenApi implements RouteGroup {

    /** Why a request is not granted; each wrong field is named with a stable code. */
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            @Nullable List<WrongField> errors) {}

    /** A field, a parameter or a part of the process that is at fault. */
    record WrongField(String field, String code, String message) {}

    @Override
    public void add(RouteTable table) {
        table.add(Route.get("/v1/openapi.json", "This document.", request -> Answer.ok(document(table)))
                .open()
                .answers(Schemas.anyObject()));
    }

    static ObjectNode document(RouteTable table) {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Ringlog").put("version", "1");
        ObjectNode components = document.putObject("components");
        components.putObject("schemas").set("Problem", Schemas.of(Problem.class));
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "x-api-key");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        ObjectNode paths = document.putObject("paths");
        for (Route route : table.routes()) {
            paths.withObject("/" + escaped(route.path()))
                    .set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        return document;
    }

    /** A path as one step of a JSON pointer. */
    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    private static ObjectNode operation(Route route) {
        ObjectNode operation = Json.mapper().createObjectNode().put("summary", route.summary());
        parameters(route, operation);
        ObjectNode body = route.body();
        if (body != null) {
            ObjectNode content =
                    operation.putObject("requestBody").put("required", true).putObject("content");
            content.putObject(body.path("contentMediaType").asText(Answer.JSON)).set("schema", body);
        }
        ObjectNode responses = operation.putObject("responses");
        route.replies().forEach(reply -> response(reply, responses));
        responses
                .putObject("default")
                .put("description", "A problem document (RFC 9457).")
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        security(route, operation);
        return operation;
    }

    private static void parameters(Route route, ObjectNode operation) {
        ArrayNode parameters = operation.putArray("parameters");
        route.variables()
                .forEach(name -> parameters
                        .addObject()
                        .put("name", name)
                        .put("in", "path")
                        .put("required", true)
                        .set("schema", Schemas.text()));
        route.parameters()
                .forEach(it -> parameters
                        .addObject()
                        .put("name", it.name())
                        .put("in", it.header() ? "header" : "query")
                        .put("required", it.header())
                        .put("description", it.says())
                        .set("schema", it.schema()));
        if (route.tenant()) {
            parameters
                    .addObject()
                    .put("name", Route.ACCOUNT)
                    .put("in", "query")
                    .put("description", "an account below the key's own")
                    .set("schema", Schemas.text());
        }
    }

    private static void response(Reply reply, ObjectNode responses) {
        ObjectNode response =
                responses.putObject(String.valueOf(reply.status())).put("description", "Done.");
        ObjectNode schema = reply.schema();
        if (schema != null) {
            response.putObject("content").putObject(reply.mediaType()).set("schema", schema);
        }
    }

    private static void security(Route route, ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        switch (route.access()) {
            case Access.Open _ -> {}
            case Access.AnyKey _ -> keys(security);
            case Access.Scoped(var scope) -> {
                keys(security);
                operation.put("x-scope", scope.word());
            }
        }
    }

    private static void keys(ArrayNode security) {
        security.addObject().putArray("apiKey");
        security.addObject().putArray("bearer");
    }
}
