package io.ringlog.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.route.Access;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Route.Parameter;
import io.ringlog.api.route.Route.Reply;
import io.ringlog.api.route.RouteTable;
import io.ringlog.api.route.Schemas;
import io.ringlog.api.session.SessionCookie;
import io.ringlog.wire.Json;
import io.ringlog.wire.SchemaBundle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the OpenAPI 3.1 document of a route table: operations, the schemas they name, and how they refuse. */
final class OpenApi {

    static final String PROBLEM = "application/problem+json";

    private static final String ABOUT = "Names are in snake case, booleans are true and false, times are epoch"
            + " milliseconds, but created_at, updated_at and published_at of rows, which are epoch seconds. A list is"
            + " count, rows and, where there are more, next_cursor. Every refusal is a problem document (RFC 9457).";

    /** How each header of an answer is to be read. */
    private static final SortedMap<String, String> HEADERS = new TreeMap<>(Map.of(
            Route.ETAG,
            "the version of the row, for If-Match",
            "Location",
            "where the row is",
            "x-next-cursor",
            "where the next page begins; not on the last"));

    private final SchemaBundle schemas = new SchemaBundle();

    private OpenApi() {}

    /** Why a request is not granted; each wrong field is named with a stable code. */
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            @Nullable List<WrongField> errors) {}

    /** A field, a parameter or a part of the process that is at fault; {@code line} of a file that came. */
    record WrongField(
            String field,
            String code,
            String message,
            @Nullable Integer line) {}

    static ObjectNode document(RouteTable table) {
        return new OpenApi().write(table);
    }

    private ObjectNode write(RouteTable table) {
        ObjectNode document = Json.mapper().createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Ringlog").put("version", "1").put("description", ABOUT);
        document.putArray("servers").addObject().put("url", "/").put("description", "where this document came from");
        ObjectNode paths = document.putObject("paths");
        for (Route route : table.routes()) {
            paths.withObject("/" + escaped(route.path()))
                    .set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        JsonNode problem = schemas.gather(Schemas.of(Problem.class));
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.named());
        ObjectNode responses = components.putObject("responses");
        responses
                .putObject("Problem")
                .put("description", "A problem document (RFC 9457).")
                .putObject("content")
                .putObject(PROBLEM)
                .set("schema", problem);
        ObjectNode headers = components.putObject("headers");
        HEADERS.forEach(
                (name, says) -> headers.putObject(name).put("description", says).set("schema", Schemas.text()));
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("api_key").put("type", "apiKey").put("in", "header").put("name", "x-api-key");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", SessionCookie.NAME);
        return document;
    }

    /** A path as one step of a JSON pointer. */
    private static String escaped(String path) {
        return path.replace("~", "~0").replace("/", "~1");
    }

    private ObjectNode operation(Route route) {
        ObjectNode operation =
                Json.mapper().createObjectNode().put("operationId", route.id()).put("summary", route.summary());
        operation.putArray("tags").add(route.path().split("/")[route.path().startsWith("/v1/") ? 2 : 1]);
        parameters(route, operation);
        ObjectNode body = route.body();
        if (body != null) {
            String mediaType = body.path("contentMediaType").asText("application/json");
            ObjectNode said = body.deepCopy();
            JsonNode also = said.remove(Schemas.ALSO);
            ObjectNode content =
                    operation.putObject("requestBody").put("required", true).putObject("content");
            content.putObject(mediaType).set("schema", schemas.gather(said));
            if (also != null) {
                content.putObject(also.asText()).set("schema", Schemas.text());
            }
        }
        ObjectNode responses = operation.putObject("responses");
        route.replies().forEach(reply -> response(reply, responses));
        refusals(route)
                .forEach((status, says) -> responses
                        .putObject(status)
                        .put("$ref", "#/components/responses/Problem")
                        .put("description", says));
        security(route, operation);
        return operation;
    }

    /** What can be answered instead; {@code default} stands for what can befall any request. */
    private static SortedMap<String, String> refusals(Route route) {
        var all = new TreeMap<String, String>();
        boolean changes = route.parameters().stream().anyMatch(Parameter::must);
        boolean open = route.access() instanceof Access.Open;
        if (!open) {
            all.put("401", "No valid key came with the request.");
        }
        if (!open || (route.access() instanceof Access.Open(boolean counted) && counted)) {
            all.put("429", "Too many requests; Retry-After says when.");
        }
        if (route.access() instanceof Access.Scoped(var scope)) {
            all.put("403", "The key lacks the scope " + scope.word() + ", or a field is set from above.");
        }
        if (route.tenant() || !route.variables().isEmpty()) {
            all.put("404", "It is not there, or not the key's.");
        }
        if (route.body() != null) {
            all.put("400", "The body cannot be read.");
            all.put("413", "The body is too large.");
        }
        if (route.method() == Route.Method.POST || route.method() == Route.Method.DELETE) {
            all.put("409", "It cannot be done now, or other rows refer to it.");
        }
        if (changes) {
            all.put("412", "The row was changed since it was read.");
            all.put("428", "If-Match is missing.");
        }
        all.put("422", "A field or a parameter is wrong.");
        all.put("500", "Something broke here; the ticket in detail stands in the log of the process.");
        all.put("503", "What it needs (disk, log, views) cannot be used now; detail says why, Retry-After when.");
        all.put("default", "Anything else.");
        return all;
    }

    private void parameters(Route route, ObjectNode operation) {
        ArrayNode parameters = operation.putArray("parameters");
        route.variables().forEach(name -> parameter(parameters, name, "path", true, Schemas.text()));
        route.parameters()
                .forEach(
                        it -> parameter(parameters, it.name(), it.header() ? "header" : "query", it.must(), it.schema())
                                .put("description", it.says()));
        if (route.method() == Route.Method.POST && !(route.access() instanceof Access.Open) && !route.remembers()) {
            parameter(parameters, Route.IDEMPOTENCY_KEY, "header", false, Schemas.text())
                    .put("description", "the same request with the same one within a day gets the same answer again");
        }
        if (route.tenant()) {
            parameter(parameters, Route.ACCOUNT, "query", false, Schemas.text())
                    .put("description", "an account below the key's own");
        }
    }

    private static ObjectNode parameter(ArrayNode all, String name, String in, boolean must, ObjectNode schema) {
        ObjectNode parameter = all.addObject().put("name", name).put("in", in).put("required", must);
        parameter.set("schema", schema);
        return parameter;
    }

    /** Two replies of one status differ in their media type. */
    private void response(Reply reply, ObjectNode responses) {
        ObjectNode response = responses.withObject("/" + reply.status()).put("description", "Done.");
        ObjectNode schema = reply.schema();
        if (schema != null) {
            response.withObject("/content").putObject(reply.mediaType()).set("schema", schemas.gather(schema));
        }
        reply.headers()
                .forEach(name ->
                        response.withObject("/headers").putObject(name).put("$ref", "#/components/headers/" + name));
    }

    private static void security(Route route, ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        if (route.access() instanceof Access.Open) {
            return;
        }
        security.addObject().putArray("api_key");
        security.addObject().putArray("bearer");
        security.addObject().putArray("session");
        if (route.access() instanceof Access.Scoped(var scope)) {
            operation.put("x-scope", scope.word());
        }
    }
}
