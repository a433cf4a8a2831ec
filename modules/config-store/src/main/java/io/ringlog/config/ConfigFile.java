package io.ringlog.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Tenants described in one YAML or JSON document (docs/configuration-file.md). Applying it again changes nothing; what
 * it does not mention, it does not touch.
 */
public final class ConfigFile {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode document;
    private final FileLines lines;

    private ConfigFile(ObjectNode document, FileLines lines) {
        this.document = document;
        this.lines = lines;
    }

    public static ConfigFile read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** JSON is YAML too. */
    public static ConfigFile parse(String text) {
        try {
            JsonNode root = YAML.readTree(text);
            if (root instanceof ObjectNode object) {
                return new ConfigFile(object, FileLines.of(text, object, YAML));
            }
            throw refused("must be an object with a list of accounts");
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw refused("is not YAML" + where + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** What {@link #apply} would do now; throws {@link ConfigRefused} with every error of the document. */
    public Plan plan(ConfigStore store, String actor) {
        return inItsOwnWords(
                () -> store.rehearse(actor, changes -> new FileRun(store, changes, actor).run(document.deepCopy())));
    }

    /** The line of a field a refusal names, or of the nearest thing around it. */
    public OptionalInt line(String field) {
        return lines.line(field);
    }

    /** Applies the document in one transaction. */
    public Plan apply(ConfigStore store, String actor) {
        return inItsOwnWords(
                () -> store.write(actor, changes -> new FileRun(store, changes, actor).run(document.deepCopy())));
    }

    /** The document says graph where the store says draft. */
    private static Plan inItsOwnWords(Supplier<Plan> run) {
        try {
            return run.get();
        } catch (ConfigRefused refused) {
            throw ConfigRefused.invalid(refused.errors().stream()
                    .map(it -> new FieldError(
                            it.field().replaceAll("(flows\\[\\d+])\\.draft", "$1.graph"), it.code(), it.message()))
                    .toList());
        }
    }

    private static ConfigRefused refused(String message) {
        return ConfigRefused.invalid(List.of(new FieldError("", "config.bad-document", message)));
    }
}
