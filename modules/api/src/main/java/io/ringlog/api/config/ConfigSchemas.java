package io.ringlog.api.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.csv.CsvTable;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.Access;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.api.route.Schemas;
import io.ringlog.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schemas of configuration, made from the shapes of the store: a row as it is read, as it is written, in parts. */
final class ConfigSchemas {

    private ConfigSchemas() {}

    /** {@code ring_order} as the name of a schema, {@code RingOrder}. */
    static String title(String word) {
        return Stream.of(word.split("[_-]"))
                .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1))
                .collect(Collectors.joining());
    }

    /** A row as it is read: every field is there. */
    static ObjectNode of(ResourceShape shape) {
        List<FieldShape> read = shape.fields().stream()
                .filter(it -> it.access() != Access.WRITE_ONLY)
                .toList();
        ObjectNode schema = object(title(shape.name()), read, field -> true).put("additionalProperties", false);
        ObjectNode warnings = ((ObjectNode) schema.get("properties")).putObject("warnings");
        warnings.put("type", "array")
                .put("description", "what does nothing, or cannot have been meant; left out if none");
        warnings.set("items", Schemas.named("Warning", FieldProblem.class));
        if (shape.name().equals("account")) {
            inherited((ObjectNode) schema.get("properties"));
            schema.withArray("required").add("inherited");
        }
        return schema;
    }

    private static void inherited(ObjectNode properties) {
        properties
                .putObject("inherited")
                .put("type", "object")
                .put("description", "for each value that comes from above, the account that says it")
                .putObject("additionalProperties")
                .put("type", "string");
    }

    /** A row as it is created or replaced: what is not said gets its default. What is only read may stand there too. */
    static ObjectNode input(ResourceShape shape) {
        return object(title(shape.name()) + "Input", written(shape), FieldShape::required);
    }

    /** The fields of a row that are to change; what is not said stays, so that nothing has a default. */
    /** Rows to be written together: found again by id or natural key, other rows named by {@code x} or {@code x_id}. */
    static ObjectNode many(ResourceShape shape) {
        ObjectNode rows = Schemas.anyObject().put("title", title(shape.name()) + "Import");
        ObjectNode list = rows.putObject("properties").putObject("rows").put("type", "array");
        list.put("maxItems", CsvTable.MOST_LINES)
                .set("items", Schemas.anyObject().put("description", "fields of a " + shape.name()));
        rows.putArray("required").add("rows");
        return rows.put("additionalProperties", false);
    }

    static ObjectNode patch(ResourceShape shape) {
        ObjectNode schema = object(title(shape.name()) + "Patch", written(shape), field -> false);
        schema.get("properties").forEach(it -> ((ObjectNode) it).remove("default"));
        return schema;
    }

    /** An account on its way in may name its parent. */
    static ObjectNode withParent(ResourceShape shape) {
        ObjectNode schema = input(shape).put("title", "NewAccount");
        ((ObjectNode) schema.get("properties"))
                .putObject("parent_id")
                .putArray("type")
                .add("string")
                .add("null");
        return schema;
    }

    /** What a list may be filtered by: no null, which no query can say. */
    static ObjectNode filter(FieldShape field) {
        if (!field.choices().isEmpty()) {
            return Schemas.choice(field.choices());
        }
        ObjectNode schema = Json.mapper().createObjectNode();
        return switch (field.kind()) {
            case BOOLEAN -> schema.put("type", "boolean");
            case INTEGER -> schema.put("type", "integer");
            case TEXT, CHOICE, VARIABLES, TEXTS, OBJECTS, GRAPH -> schema.put("type", "string");
        };
    }

    /** A key as it is shown. */
    static ObjectNode key() {
        ObjectNode schema = keyAsked().put("title", "Key");
        ObjectNode properties = (ObjectNode) schema.get("properties");
        List.of("id", "account_id").forEach(it -> properties.putObject(it).put("type", "string"));
        properties.set("created_at", seconds());
        properties.putObject("revoked_at").putArray("type").add("integer").add("null");
        schema.withArray("required")
                .add("id")
                .add("account_id")
                .add("created_at")
                .add("revoked_at");
        return schema;
    }

    /** A key as it is shown the one time with its secret. */
    static ObjectNode newKey() {
        ObjectNode schema = key().put("title", "NewKey");
        ((ObjectNode) schema.get("properties")).putObject("key").put("type", "string");
        schema.withArray("required").add("key");
        return schema;
    }

    static ObjectNode keyAsked() {
        ObjectNode schema =
                Json.mapper().createObjectNode().put("title", "KeyInput").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("name").put("type", "string");
        properties.putObject("scopes").put("type", "array").putObject("items").put("type", "string");
        schema.putArray("required").add("name").add("scopes");
        return schema.put("additionalProperties", false);
    }

    static ObjectNode flowVersion(ResourceShape flow) {
        ObjectNode schema =
                Json.mapper().createObjectNode().put("title", "FlowVersion").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        List.of("flow_id", "name", "actor")
                .forEach(it -> properties.putObject(it).put("type", "string"));
        properties.putObject("version").put("type", "integer");
        properties.set("published_at", seconds());
        flow.fields().stream()
                .filter(it -> it.kind() == ResourceShape.Kind.GRAPH)
                .forEach(it -> properties.set("graph", GraphSchemas.graph(it)));
        List.of("message", "forced")
                .forEach(it ->
                        properties.putObject(it).putArray("type").add("string").add("null"));
        properties.fieldNames().forEachRemaining(schema.withArray("required")::add);
        return schema.put("additionalProperties", false);
    }

    /** A call to try, as a test of a flow is written, and the version to try it on. */
    static ObjectNode simulation(ResourceShape flow) {
        List<FieldShape> parts = flow.fields().stream()
                .filter(it -> it.name().equals("tests"))
                .flatMap(it -> it.parts().stream())
                .toList();
        ObjectNode schema = object("FlowSimulation", parts, it -> false);
        ((ObjectNode) schema.get("properties"))
                .putObject(FlowRoutes.VERSION)
                .put("description", "null for the draft")
                .putArray("type")
                .add("integer")
                .add("null");
        return schema.put("additionalProperties", false);
    }

    private static List<FieldShape> written(ResourceShape shape) {
        return shape.fields().stream()
                .filter(it -> it.access() != Access.READ_ONLY)
                .toList();
    }

    static ObjectNode object(String title, List<FieldShape> fields, Predicate<FieldShape> required) {
        ObjectNode schema = Json.mapper().createObjectNode().put("title", title).put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode needed = Json.mapper().createArrayNode();
        for (FieldShape field : fields) {
            properties.set(field.name(), schema(title, field));
            if (required.test(field)) {
                needed.add(field.name());
            }
        }
        if (!needed.isEmpty()) {
            schema.set("required", needed);
        }
        return schema;
    }

    private static ObjectNode schema(String owner, FieldShape field) {
        ObjectNode schema = Json.mapper().createObjectNode();
        switch (field.kind()) {
            case TEXT -> type(schema, "string", field.nullable());
            case INTEGER -> type(schema, "integer", field.nullable());
            case BOOLEAN -> type(schema, "boolean", false);
            case CHOICE -> choices(type(schema, "string", field.nullable()), field);
            case VARIABLES ->
                type(schema, "object", field.nullable())
                        .putObject("additionalProperties")
                        .put("type", "string");
            case TEXTS -> words(type(schema, "array", field.nullable()).putObject("items"), field);
            case OBJECTS -> type(schema, "array", field.nullable()).set("items", part(owner, field));
            case GRAPH -> {
                return GraphSchemas.graph(field);
            }
        }
        if (!field.unsaid().isNull()) {
            schema.set("default", field.unsaid());
        }
        return field.name().endsWith("_at") && field.access() == Access.READ_ONLY
                ? seconds()
                : Schemas.counted(field.name(), schema);
    }

    /** {@code ScheduleRule}, the same whether its schedule is read or written. */
    private static ObjectNode part(String owner, FieldShape field) {
        String title =
                owner.replaceAll("(Input|Patch)$", "") + title(field.name()).replaceAll("s$", "");
        return object(title, field.parts(), FieldShape::required);
    }

    private static ObjectNode seconds() {
        return Json.mapper().createObjectNode().put("type", "integer").put("description", "epoch seconds");
    }

    private static ObjectNode type(ObjectNode schema, String type, boolean nullable) {
        if (nullable) {
            schema.putArray("type").add(type).add("null");
        } else {
            schema.put("type", type);
        }
        return schema;
    }

    private static void words(ObjectNode items, FieldShape field) {
        items.put("type", "string");
        if (!field.choices().isEmpty()) {
            field.choices().forEach(items.withArray("enum")::add);
        }
    }

    private static void choices(ObjectNode schema, FieldShape field) {
        ArrayNode words = schema.putArray("enum");
        field.choices().forEach(words::add);
        if (field.nullable()) {
            words.addNull();
        }
    }
}
