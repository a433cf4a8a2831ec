package io.ringlog.api.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.Access;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.wire.Json;
import java.util.List;

/** The schemas of configuration, made from the shapes of the store. */
final class ConfigSchemas {

    private ConfigSchemas() {}

    static ObjectNode of(ResourceShape shape) {
        return object(shape.fields());
    }

    /** An account on its way in may name its parent. */
    static ObjectNode withParent(ResourceShape shape) {
        ObjectNode schema = object(shape.fields());
        ((ObjectNode) schema.get("properties"))
                .putObject("parent_id")
                .putArray("type")
                .add("string")
                .add("null");
        return schema;
    }

    /** A key as it is shown. */
    static ObjectNode key() {
        ObjectNode schema = keyAsked();
        ObjectNode properties = (ObjectNode) schema.get("properties");
        List.of("id", "account_id").forEach(it -> properties.putObject(it).put("type", "string"));
        properties.putObject("created_at").put("type", "integer");
        properties.putObject("revoked_at").putArray("type").add("integer").add("null");
        return schema;
    }

    /** A key as it is shown the one time with its secret. */
    static ObjectNode newKey() {
        ObjectNode schema = key();
        ((ObjectNode) schema.get("properties")).putObject("key").put("type", "string");
        return schema;
    }

    static ObjectNode keyAsked() {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("name").put("type", "string");
        properties.putObject("scopes").put("type", "array").putObject("items").put("type", "string");
        schema.putArray("required").add("name").add("scopes");
        return schema.put("additionalProperties", false);
    }

    static ObjectNode flowVersion() {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        List.of("flow_id", "name", "actor")
                .forEach(it -> properties.putObject(it).put("type", "string"));
        List.of("version", "published_at")
                .forEach(it -> properties.putObject(it).put("type", "integer"));
        properties.putObject("graph").put("type", "object");
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode object(List<FieldShape> fields) {
        ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.mapper().createArrayNode();
        for (FieldShape field : fields) {
            properties.set(field.name(), schema(field));
            if (field.required() && field.access() != Access.WRITE_ONLY) {
                required.add(field.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode schema(FieldShape field) {
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
            case OBJECTS -> type(schema, "array", field.nullable()).set("items", object(field.parts()));
            case GRAPH -> type(schema, "object", field.nullable());
        }
        switch (field.access()) {
            case READ_ONLY -> schema.put("readOnly", true);
            case WRITE_ONLY -> schema.put("writeOnly", true);
            case READ_WRITE -> {}
        }
        return schema;
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
