package io.ringlog.config.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.Unsaid;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values of our field types look in JSON: enums in lower case, booleans true or false (0 and 1 are read too). */
public final class Forms {

    private static final int LONGEST = 1024;
    private static final int LONGEST_LIST = 1000;

    /** Within the bounds of whatever counts or waits. */
    private static final int ANY_NUMBER = 60;

    private Forms() {}

    /** The value of a field, or null: with a problem when the JSON does not fit the type. */
    public static @Nullable Object read(Field field, JsonNode json, Problems problems) {
        if (json.isNull() || json.isMissingNode()) {
            problems.require(
                    field.nullable() || isContainer(field), field.name(), "config.required", "must not be null");
            return null;
        }
        return read(field.type(), field, json, problems);
    }

    /** What a field is when nobody says anything; null when it has to be said. */
    static @Nullable Object absent(Field field) {
        if (field.type() == List.class) {
            return List.of();
        }
        return field.type() == Map.class ? Map.of() : null;
    }

    /**
     * A value for a required field that has none, which fits whatever else is checked: of a choice the last word, which
     * is the one that asks for nothing beside it.
     */
    static Object standIn(Field field) {
        if (field.type().isEnum()) {
            Object[] constants = field.type().getEnumConstants();
            return constants[constants.length - 1];
        } else if (field.type() == String.class) {
            return "?";
        } else if (field.type() == int.class) {
            return ANY_NUMBER;
        } else if (field.type() == boolean.class) {
            return false;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** What the declaration of a field says it is when nobody says anything. */
    static Optional<Object> unsaid(Field field) {
        Unsaid said = field.component().getAnnotation(Unsaid.class);
        if (said == null) {
            return Optional.empty();
        }
        boolean isText = field.type() == String.class || field.type().isEnum();
        Problems broken = new Problems();
        Object value = read(field, isText ? TextNode.valueOf(said.value()) : json(said.value()), broken);
        if (value == null || broken.count() > 0) {
            throw new IllegalStateException("what " + field.name() + " is when unsaid is broken: " + broken.all());
        }
        return Optional.of(value);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a default is no JSON: " + text, e);
        }
    }

    public static JsonNode write(@Nullable Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case null -> json.nullNode();
            case Boolean it -> json.booleanNode(it);
            case Integer it -> json.numberNode(it);
            case Enum<?> it -> json.textNode(word(it));
            case JsonNode it -> it;
            case Collection<?> it -> list(it);
            case Map<?, ?> it -> object(it);
            case Record it -> record(it);
            default -> json.textNode(value.toString());
        };
    }

    /** The word of an enum constant. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant of a word, or null. */
    public static @Nullable Object constant(Class<?> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word((Enum<?>) constant).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object read(Class<?> type, Field field, JsonNode json, Problems problems) {
        if (type == String.class) {
            return text(field, json, problems);
        } else if (type == int.class || type == Integer.class) {
            return integer(field, json, problems);
        } else if (type == boolean.class) {
            return bool(field, json, problems);
        } else if (type.isEnum()) {
            return word(field, json, problems);
        } else if (type == List.class) {
            return elements(field, json, problems);
        } else if (type == Map.class) {
            return variables(field, json, problems);
        } else if (type == JsonNode.class) {
            return json;
        }
        throw new IllegalStateException("no form for " + type);
    }

    private static @Nullable Object text(Field field, JsonNode json, Problems problems) {
        if (!json.isTextual()) {
            problems.add(field.name(), "config.not-text", "must be text in quotes");
            return null;
        }
        String text = json.textValue().strip();
        problems.require(text.length() <= LONGEST, field.name(), "config.too-long", "is longer than 1024 characters");
        problems.require(
                text.chars().noneMatch(Character::isISOControl),
                field.name(),
                "config.control-character",
                "holds a control character");
        return text.isEmpty() && field.nullable() ? null : text;
    }

    private static @Nullable Object integer(Field field, JsonNode json, Problems problems) {
        if (!json.isIntegralNumber() || !json.canConvertToInt()) {
            problems.add(field.name(), "config.not-integer", "must be a whole number");
            return null;
        }
        return json.intValue();
    }

    private static @Nullable Object bool(Field field, JsonNode json, Problems problems) {
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isIntegralNumber() && Set.of(0, 1).contains(json.intValue())) {
            return json.intValue() == 1;
        }
        problems.add(field.name(), "config.not-boolean", "must be true or false");
        return null;
    }

    private static @Nullable Object word(Field field, JsonNode json, Problems problems) {
        Class<?> words = field.element();
        Object constant = json.isTextual() ? constant(words, json.textValue()) : null;
        problems.require(constant != null, field.name(), "config.not-a-choice", "must be one of " + choices(words));
        return constant;
    }

    public static String choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> word((Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Object elements(Field field, JsonNode json, Problems problems) {
        if (!json.isArray() || json.size() > LONGEST_LIST) {
            problems.add(field.name(), "config.not-a-list", "must be a list of at most " + LONGEST_LIST);
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            Object value = element(field, json.get(i), problems, i);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static @Nullable Object element(Field field, JsonNode json, Problems problems, int index) {
        if (field.element() == String.class) {
            return text(field, json, problems);
        } else if (field.element().isEnum()) {
            return word(field, json, problems);
        }
        Problems here = problems.at(field.name(), index);
        Fields<?> fields = Fields.snake(field.element().asSubclass(Record.class));
        if (!(json instanceof ObjectNode document)) {
            here.add("", "config.not-an-object", "must be an object");
            return fields.draft(new HashMap<>(fields.unsaid()), new Problems());
        }
        int before = problems.count();
        Map<String, @Nullable Object> values = fields.read(document, Set.of(), here);
        fields.unsaid().forEach(values::putIfAbsent);
        return fields.draft(values, here.beside(before));
    }

    private static @Nullable Object variables(Field field, JsonNode json, Problems problems) {
        if (!json.isObject()) {
            problems.add(field.name(), "config.not-an-object", "must be an object of variables");
            return null;
        }
        Map<String, String> variables = new TreeMap<>();
        json.properties().forEach(entry -> {
            problems.require(
                    entry.getValue().isValueNode() && !entry.getValue().isNull(),
                    field.name() + "." + entry.getKey(),
                    "config.not-text",
                    "must be text");
            variables.put(entry.getKey(), entry.getValue().asText());
        });
        return variables;
    }

    private static boolean isContainer(Field field) {
        return field.type() == List.class || field.type() == Map.class;
    }

    private static ArrayNode list(Collection<?> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> list.add(write(value)));
        return list;
    }

    private static ObjectNode object(Map<?, ?> values) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> object.set(String.valueOf(name), write(value)));
        return object;
    }

    @SuppressWarnings("unchecked")
    private static <R extends Record> ObjectNode record(R row) {
        return Fields.snake((Class<R>) row.getClass()).write(row, Set.of());
    }
}
