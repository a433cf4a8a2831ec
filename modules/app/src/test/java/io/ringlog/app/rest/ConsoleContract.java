package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The part of the document that the types of the console are made of: the operations it names, and their schemas. */
record ConsoleContract(JsonNode document) {

    private static final Path FOLDER = Path.of("../console");
    private static final Path FILE = FOLDER.resolve("openapi.json");
    private static final Pattern REFERENCE = Pattern.compile("#/components/schemas/([A-Za-z0-9_]+)");

    /** Fails when it is not what is answered; {@code -Dupdate=true} writes it anew. */
    void verify() throws IOException {
        String text = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(part()) + "\n";
        if (Boolean.getBoolean("update")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE).hasContent(text);
    }

    private ObjectNode part() throws IOException {
        ObjectNode part = ((ObjectNode) document).deepCopy();
        ObjectNode paths = part.putObject("paths");
        for (String operation : Files.readAllLines(FOLDER.resolve("operations.txt"))) {
            String[] words = operation.split(" ", 2);
            String method = words[0].toLowerCase(Locale.ROOT);
            JsonNode described = document.path("paths").path(words[1]).path(method);
            assertThat(described.isObject()).as(operation).isTrue();
            paths.withObject("/" + words[1].replace("/", "~1")).set(method, described);
        }
        ObjectNode components = (ObjectNode) part.get("components");
        components.set("schemas", named(paths.toString() + components.get("responses")));
        return part;
    }

    private ObjectNode named(String text) {
        var schemas = new TreeMap<String, JsonNode>();
        Deque<String> open = new ArrayDeque<>();
        referred(text, open);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (!schemas.containsKey(name)) {
                schemas.put(name, document.path("components").path("schemas").path(name));
                referred(schemas.get(name).toString(), open);
            }
        }
        return Json.mapper().createObjectNode().setAll(schemas);
    }

    private static void referred(String text, Deque<String> open) {
        REFERENCE.matcher(text).results().map(it -> it.group(1)).forEach(open::push);
    }
}
