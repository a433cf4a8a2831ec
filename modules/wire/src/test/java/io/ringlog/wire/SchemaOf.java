package io.ringlog.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.schemas.Schemas;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the JSON Schema of a record from its components; what Json writes is what this describes. */
final class SchemaOf {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> definitions = new TreeMap<>();
    private final Map<String, Class<?>> defined = new TreeMap<>();

    private SchemaOf() {}

    /** The document of one record. */
    static ObjectNode record(String file, Class<?> record) {
        var schema = new SchemaOf();
        ObjectNode document = header(file, PublicTypes.title(record));
        document.setAll(schema.object(record));
        if (!schema.definitions.isEmpty()) {
            document.set("$defs", JSON.objectNode().setAll(schema.definitions));
        }
        return document;
    }

    /** The document that allows any member of a family. */
    static ObjectNode any(String folder, Class<?> family) {
        ObjectNode document = header(folder + "/" + PublicTypes.ANY, family.getSimpleName());
        ArrayNode oneOf = document.putArray("oneOf");
        SealedFamilies.members(family)
                .forEach(member -> oneOf.add(reference(folder + "/" + SealedFamilies.nameOf(member) + ".json")));
        return document;
    }

    private static ObjectNode header(String file, String title) {
        return JSON.objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", Schemas.BASE + file)
                .put("title", title);
    }

    private static ObjectNode reference(String file) {
        return JSON.objectNode().put("$ref", Schemas.BASE + file);
    }

    private ObjectNode object(Class<?> record) {
        ObjectNode object = JSON.objectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        if (SealedFamilies.isPolymorphic(record)) {
            properties.putObject(Json.TYPE).put("const", SealedFamilies.nameOf(record));
            required.add(Json.TYPE);
        }
        for (RecordComponent component : record.getRecordComponents()) {
            String name = name(component);
            ObjectNode schema = of(component.getGenericType());
            Units.of(name).ifPresent(unit -> schema.put("description", unit));
            properties.set(name, schema);
            if (Components.isRequired(component)) {
                required.add(name);
            }
        }
        object.set("required", required);
        return object;
    }

    private static String name(RecordComponent component) {
        return SealedFamilies.isOfFlow(component.getDeclaringRecord())
                ? component.getName()
                : SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }

    private ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        return simple((Class<?>) type);
    }

    private ObjectNode container(Class<?> raw, Type[] arguments) {
        if (raw == Optional.class) {
            return of(arguments[0]);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            ObjectNode array = JSON.objectNode().put("type", "array");
            array.set("items", of(arguments[0]));
            return array;
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = JSON.objectNode().put("type", "object");
            map.set("additionalProperties", of(arguments[1]));
            return map;
        }
        throw new IllegalStateException("no schema for " + raw);
    }

    private ObjectNode simple(Class<?> type) {
        if (type == String.class) {
            return typed("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return typed("integer");
        }
        if (type == Instant.class) {
            return typed("integer").put("description", "milliseconds since 1970-01-01T00:00:00Z");
        }
        if (type == Duration.class) {
            return typed("string").put("format", "duration");
        }
        return type.isEnum() ? enumeration(type) : defined(type);
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = typed("string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
        }
        return schema;
    }

    /** A record or family inside another: public ones by reference, the rest defined in the same document. */
    private ObjectNode defined(Class<?> type) {
        return PublicTypes.file(type).map(SchemaOf::reference).orElseGet(() -> {
            define(type);
            return JSON.objectNode().put("$ref", "#/$defs/" + type.getSimpleName());
        });
    }

    private void define(Class<?> type) {
        String name = type.getSimpleName();
        Class<?> before = defined.put(name, type);
        if (before != null && before != type) {
            throw new IllegalStateException("two types are called " + name + " in one schema");
        }
        if (before == null) {
            definitions.put(name, type.isRecord() ? object(type) : oneOf(type));
        }
    }

    private ObjectNode oneOf(Class<?> family) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode oneOf = schema.putArray("oneOf");
        SealedFamilies.members(family).forEach(member -> oneOf.add(defined(member)));
        return schema;
    }
}
