package io.ringlog.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.ringlog.config.problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** In which line of a document a field stands, so that a person finds what a refusal is about. */
final class FileLines {
    private final JsonNode document;
    private final Map<JsonPointer, Integer> lines;
    private final List<FieldError> aliases;

    private FileLines(JsonNode document, Map<JsonPointer, Integer> lines, List<FieldError> aliases) {
        this.document = document;
        this.lines = lines;
        this.aliases = aliases;
    }

    /** {@code text} is what {@code document} was read from. */
    static FileLines of(String text, JsonNode document, ObjectMapper mapper) {
        Map<JsonPointer, Integer> lines = new HashMap<>();
        List<FieldError> aliases = new ArrayList<>();
        try (JsonParser parser = mapper.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isStructEnd()) {
                    var context =
                            token.isStructStart() ? parser.getParsingContext().getParent() : null;
                    JsonPointer place = (context == null ? parser.getParsingContext() : context).pathAsPointer();
                    lines.putIfAbsent(place, parser.currentTokenLocation().getLineNr());
                    alias(parser, place).ifPresent(aliases::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a document that was read before cannot be read again", e);
        }
        return new FileLines(document, lines, aliases);
    }

    /** Where the document says {@code *name} (YAML 1.2.2 section 7.1). */
    List<FieldError> aliases() {
        return aliases;
    }

    private static Optional<FieldError> alias(JsonParser parser, JsonPointer place) throws IOException {
        return parser instanceof YAMLParser yaml && yaml.isCurrentAlias()
                ? Optional.of(new FieldError(
                        place.toString()
                                .replaceAll("/([0-9]+)", "[$1]")
                                .substring(1)
                                .replace('/', '.'),
                        "config.alias",
                        "is the alias *" + parser.getText() + " in line "
                                + parser.currentTokenLocation().getLineNr() + ": write the value itself"))
                : Optional.empty();
    }

    /**
     * The line of {@code accounts[0].flows[1].graph.nodes[menu].data.kind}, or of the nearest thing around it that is
     * in the document: what is missing has no line.
     */
    OptionalInt line(String field) {
        JsonPointer place = JsonPointer.empty();
        OptionalInt line = found(place);
        for (String step : field.split("[.\\[\\]]+", -1)) {
            if (!step.isEmpty()) {
                place = place.append(step(place, step));
                OptionalInt nearer = found(place);
                if (nearer.isEmpty()) {
                    return line;
                }
                line = nearer;
            }
        }
        return line;
    }

    /** Nodes of a flow are named by their ids, everything else in a list by its place. */
    private JsonPointer step(JsonPointer list, String step) {
        JsonNode parts = document.at(list);
        if (parts.isArray() && !step.matches("[0-9]+")) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).path("id").asText().equals(step)) {
                    return JsonPointer.empty().appendIndex(i);
                }
            }
        }
        return parts.isArray() && step.matches("[0-9]{1,9}")
                ? JsonPointer.empty().appendIndex(Integer.parseInt(step))
                : JsonPointer.empty().appendProperty(step);
    }

    private OptionalInt found(JsonPointer place) {
        Integer line = lines.get(place);
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }
}
