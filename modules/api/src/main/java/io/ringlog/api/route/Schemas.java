package io.ringlog.api.route;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.wire.PublicTypes;
import io.ringlog.wire.SchemaBundle;
import io.ringlog.wire.Units;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema (2020-12) of what records look like in JSON, named by their {@code title}; a component that is not
 * nullable is required. What crosses a topic too has the schema it has there.
 */
public final class Schemas {

    /** Where a schema of a body says as what it may come besides. */
    public static final String ALSO = "x-also";

    private Schemas() {}

    /** As {@link Answer#ok} writes it and {@link Request#body} reads it. */
    public static ObjectNode of(Class<? extends Record> type) {
        return named(type.getSimpleName(), type);
    }

    /** The same under another name. */
    public static ObjectNode named(String name, Class<? extends Record> type) {
        if (PublicTypes.file(type).isPresent()) {
            return SchemaBundle.log(type);
        }
        ObjectNode node = node("object").put("title", name);
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.putArray("required");
        for (RecordComponent part : type.getRecordComponents()) {
            String field = SnakeCaseStrategy.INSTANCE.translate(part.getName());
            properties.set(field, counted(field, ofAnnotated(part.getAnnotatedType())));
            if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(field);
            }
        }
        return node.put("additionalProperties", false);
    }

    public static ObjectNode text() {
        return node("string");
    }

    public static ObjectNode millis() {
        return node("integer").put("format", "int64").put("description", "milliseconds since 1970-01-01T00:00:00Z");
    }

    public static ObjectNode integer(long least, long most) {
        return node("integer").put("minimum", least).put("maximum", most);
    }

    public static ObjectNode choice(Collection<String> words) {
        ObjectNode node = node("string");
        ArrayNode choices = node.putArray("enum");
        words.forEach(choices::add);
        return node;
    }

    /** As {@link Answer#rows} writes it; named after its rows, {@code UserList}. */
    public static ObjectNode rows(ObjectNode row) {
        ObjectNode schema = node("object");
        nameOf(row).ifPresent(name -> schema.put("title", name + "List"));
        ObjectNode properties = schema.putObject("properties");
        properties.set("count", node("integer").put("minimum", 0).put("description", "how many rows are here"));
        properties.set("rows", node("array").set("items", row));
        properties.set("next_cursor", text().put("description", "where the next page begins; not on the last"));
        schema.putArray("required").add("count").add("rows");
        return schema.put("additionalProperties", false);
    }

    /** The body of a request that may come as CSV as well. */
    public static ObjectNode alsoCsv(ObjectNode schema) {
        return schema.put(ALSO, Answer.CSV);
    }

    /** Anything that is an object. */
    public static ObjectNode anyObject() {
        return node("object");
    }

    /** The schema with the unit its field's name tells of. */
    public static ObjectNode counted(String field, ObjectNode schema) {
        return Units.of(field).map(unit -> schema.put("description", unit)).orElse(schema);
    }

    private static Optional<String> nameOf(ObjectNode row) {
        String reference = row.path("$ref").asText();
        String name = reference.substring(reference.lastIndexOf('/') + 1).replace(".json", "");
        return Optional.of(row.path("title").asText(name)).filter(it -> !it.isEmpty());
    }

    private static ObjectNode ofAnnotated(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType generic
                ? ofGeneric(generic)
                : ofClass((Class<?>) type.getType());
    }

    private static ObjectNode ofGeneric(AnnotatedParameterizedType type) {
        AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
        Type raw = ((ParameterizedType) type.getType()).getRawType();
        AnnotatedType last = arguments[arguments.length - 1];
        boolean isMap = Map.class.isAssignableFrom((Class<?>) raw);
        ObjectNode node = node(isMap ? "object" : "array");
        node.set(isMap ? "additionalProperties" : "items", ofAnnotated(last));
        return node;
    }

    private static ObjectNode ofClass(Class<?> type) {
        if (PublicTypes.file(type).isPresent()) {
            return SchemaBundle.log(type);
        }
        if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        if (type.isEnum()) {
            return choice(Arrays.stream(type.getEnumConstants())
                    .map(word -> String.valueOf(word).toLowerCase(Locale.ROOT))
                    .toList());
        }
        return type.equals(Instant.class) ? millis() : node(simple(type));
    }

    private static String simple(Class<?> type) {
        if (type.equals(String.class)) {
            return "string";
        }
        if (type.equals(boolean.class) || type.equals(Boolean.class)) {
            return "boolean";
        }
        if (type.equals(int.class)
                || type.equals(long.class)
                || type.equals(Integer.class)
                || type.equals(Long.class)) {
            return "integer";
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private static ObjectNode node(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
