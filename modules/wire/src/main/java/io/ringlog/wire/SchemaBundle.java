package io.ringlog.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.schemas.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers schemas under their names, so that a document says each once and needs no other document: what has a
 * {@code title}, what a public schema says ({@link #log}), and what those refer to.
 */
public final class SchemaBundle {
    private static final String REF = "$ref";
    private static final String TITLE = "title";
    private static final String DEFS = "$defs";
    private static final String OWN = "#/$defs/";
    private static final String HERE = "#/components/schemas/";
    private static final Set<String> OF_A_FILE = Set.of("$schema", "$id", DEFS, TITLE);

    private static final Map<String, String> FILES = Schemas.byId();

    private static final Set<String> TITLES = PublicTypes.titles();

    private final Map<String, ObjectNode> byName = new TreeMap<>();
    private final Map<String, JsonNode> parts = new HashMap<>();

    /** The public schema of a record or family of the log, to be gathered. */
    public static ObjectNode log(Class<?> type) {
        String file =
                PublicTypes.file(type).orElseThrow(() -> new IllegalArgumentException(type + " has no public schema"));
        return JsonNodeFactory.instance.objectNode().put(REF, Schemas.BASE + file);
    }

    /** The schema with a reference in place of everything that has a name; two of one name are a mistake. */
    public JsonNode gather(JsonNode schema) {
        return gather(schema, null);
    }

    /** Everything that has a name, by it. */
    public ObjectNode named() {
        return JsonNodeFactory.instance.objectNode().setAll(byName);
    }

    private JsonNode gather(JsonNode schema, @Nullable JsonNode file) {
        if (schema instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(it -> copy.add(gather(it, file)));
            return copy;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        if (object.path(REF).isTextual()) {
            return followed(object.path(REF).textValue(), file);
        }
        if (object.path(TITLE).isTextual()) {
            return define(object.path(TITLE).textValue(), () -> plain(object, file));
        }
        return plain(object, file);
    }

    private JsonNode followed(String reference, @Nullable JsonNode file) {
        if (reference.startsWith(OWN) && file != null) {
            String part = reference.substring(OWN.length());
            return define(
                    nameOf(part, file), () -> plain((ObjectNode) file.path(DEFS).path(part), file));
        }
        String text = FILES.get(reference);
        if (text == null) {
            throw new IllegalStateException("there is no schema " + reference);
        }
        JsonNode other = read(text);
        return define(other.path(TITLE).textValue(), () -> plain((ObjectNode) other, other));
    }

    /** A part of a file has its name to itself; where another has it, that of the file stands before. */
    private String nameOf(String part, JsonNode file) {
        JsonNode schema = file.path(DEFS).path(part);
        boolean its = parts.computeIfAbsent(part, any -> schema).equals(schema);
        return its && !TITLES.contains(part) ? part : file.path(TITLE).textValue() + part;
    }

    private ObjectNode define(String name, Supplier<ObjectNode> schema) {
        ObjectNode before = byName.get(name);
        if (before == null) {
            byName.put(name, JsonNodeFactory.instance.objectNode());
            byName.put(name, schema.get());
        } else if (!before.isEmpty() && !before.equals(schema.get())) {
            throw new IllegalStateException("two schemas are called " + name);
        }
        return JsonNodeFactory.instance.objectNode().put(REF, HERE + name);
    }

    /** Names of properties are no words of a schema: one called title is a property like any other. */
    private ObjectNode plain(ObjectNode object, @Nullable JsonNode file) {
        ObjectNode copy = object.objectNode();
        object.properties().forEach(part -> {
            if (part.getKey().equals("properties")) {
                ObjectNode properties = copy.putObject("properties");
                part.getValue().properties().forEach(it -> properties.set(it.getKey(), gather(it.getValue(), file)));
            } else if (!OF_A_FILE.contains(part.getKey())) {
                copy.set(part.getKey(), gather(part.getValue(), file));
            }
        });
        return copy;
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a schema of ours cannot be read", e);
        }
    }
}
