package io.ringlog.api.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** JSON Schema (2020-12) of what records look like in JSON; a component that is not nullable is required. */
public final class Schemas {
    private final UnaryOperator<String> naming;

    private Schemas(UnaryOperator<String> naming) {
        this.naming = naming;
    }

    /** As {@link Answer#ok} writes it. */
    public static ObjectNode of(Class<? extends Record> type) {
        return new Schemas(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate).ofRecord(type);
    }

    /** As {@link Answer#camelCase} writes it and {@link Request#body} reads it. */
    public static ObjectNode camelCase(Class<? extends Record> type) {
        return new Schemas(UnaryOperator.identity()).ofRecord(type);
    }

    public static ObjectNode text() {
        return node("string");
    }

    public static ObjectNode millis() {
        return node("integer").put("format", "int64").put("description", "epoch milliseconds");
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

    /** As {@link Answer#rows} writes it. */
    public static ObjectNode rows(ObjectNode row) {
        ObjectNode schema = node("object");
        ObjectNode properties = schema.putObject("properties");
        properties.set("count", node("integer").put("minimum", 0));
        properties.set("rows", node("array").set("items", row));
        properties.set("next_cursor", text().put("description", "where the next page begins; not on the last"));
        schema.putArray("required").add("count").add("rows");
        return schema.put("additionalProperties", false);
    }

    /** Anything that is an object. */
    public static ObjectNode anyObject() {
        return node("object");
    }

    private ObjectNode ofRecord(Class<?> type) {
        ObjectNode node = node("object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.putArray("required");
        for (RecordComponent part : type.getRecordComponents()) {
            String name = naming.apply(part.getName());
            properties.set(name, ofAnnotated(part.getAnnotatedType()));
            if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            }
        }
        return node.put("additionalProperties", false);
    }

    private ObjectNode ofAnnotated(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType generic
                ? ofGeneric(generic)
                : ofClass((Class<?>) type.getType());
    }

    private ObjectNode ofGeneric(AnnotatedParameterizedType type) {
        AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
        Type raw = ((ParameterizedType) type.getType()).getRawType();
        AnnotatedType last = arguments[arguments.length - 1];
        if (Map.class.isAssignableFrom((Class<?>) raw)) {
            ObjectNode node = node("object");
            node.set("additionalProperties", ofAnnotated(last));
            return node;
        }
        ObjectNode node = node("array");
        node.set("items", ofAnnotated(last));
        return node;
    }

    private ObjectNode ofClass(Class<?> type) {
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (type.isEnum()) {
            return choice(Arrays.stream(type.getEnumConstants())
                    .map(word -> String.valueOf(word).toLowerCase(Locale.ROOT))
                    .toList());
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return anyObject();
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
