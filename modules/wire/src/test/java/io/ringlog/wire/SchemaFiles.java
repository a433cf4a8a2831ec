package io.ringlog.wire;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The generated documents as text, and the files they are kept in. */
final class SchemaFiles {
    static final Path SCHEMAS = Path.of("../../schemas/src/main/resources/ringlog/schemas/v1");
    static final Path BASELINE = Path.of("../../schemas/src/test/resources/baseline/v1.json");
    static final Path GOLDEN = Path.of("../../schemas/src/test/resources/golden/v1");
    static final boolean UPDATE = Boolean.getBoolean("update");

    private SchemaFiles() {}

    /** Every schema document by file name, in name order. */
    static SequencedMap<String, JsonNode> documents() {
        var all = new TreeMap<String, JsonNode>();
        PublicTypes.byFile().forEach((file, record) -> all.put(file, SchemaOf.record(file, record)));
        PublicTypes.FAMILIES.forEach(
                (folder, family) -> all.put(folder + "/" + PublicTypes.ANY, SchemaOf.any(folder, family)));
        return all;
    }

    static String pretty(JsonNode node) {
        try {
            var printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
            return Json.mapper().writer(printer).writeValueAsString(node) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return Json.mapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
