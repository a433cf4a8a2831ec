package io.ringlog.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.FileReason;
import io.ringlog.config.problem.NotYaml;
import io.ringlog.config.reach.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Tenants described in one YAML or JSON document (docs/configuration-file.md). Applying it again changes nothing; what
 * it does not mention, it does not touch.
 */
public final class ConfigFile {

    /** More than ten thousand users with their devices; what is larger comes in several files. */
    static final int MOST_BYTES = 3 * 1024 * 1024;

    static final int DEEPEST = 64;

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxDocumentLength(MOST_BYTES)
                            .build())
                    .build())
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
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException(file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + FileReason.of(e), e);
        }
    }

    /** JSON is YAML too. A document that is too large, too deep or refers to itself is refused. */
    public static ConfigFile parse(String text) {
        if (text.length() > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            JsonNode root = YAML.readTree(text);
            if (root instanceof ObjectNode object) {
                FileLines lines = FileLines.of(text, object, YAML);
                refuseAliases(lines);
                return new ConfigFile(object, lines);
            }
            throw refused("must be an object with a list of accounts");
        } catch (StreamConstraintsException bounded) {
            throw refused("is nested more than " + DEEPEST + " deep or holds a value that is too long");
        } catch (JsonProcessingException e) {
            NotYaml broken = NotYaml.of(e);
            throw ConfigRefused.unreadable(
                    broken.line(), new FieldError("", "config.bad-document", "is not YAML: " + broken.why()));
        }
    }

    /** What {@link #apply} would do now; throws {@link ConfigRefused} with every error of the document. */
    public Plan plan(ConfigStore store, String actor) {
        return plan(store, actor, false);
    }

    /** The same, and {@code prune} counts what {@link #apply(ConfigStore, String, boolean)} would remove. */
    public Plan plan(ConfigStore store, String actor, boolean prune) {
        return inItsOwnWords(() -> {
            record Rehearsed(FileRun.Done done, List<Sheet> sheets) {}
            Rehearsed rehearsed = store.rehearse(actor, changes -> {
                FileRun.Done done = new FileRun(store, changes, actor).run(document.deepCopy(), prune);
                return new Rehearsed(done, done.sheets(changes.sql()));
            });
            return rehearsed.done().plan(rehearsed.sheets());
        });
    }

    /** The line of a field a refusal names, or of the nearest thing around it. */
    public OptionalInt line(String field) {
        return lines.line(field);
    }

    /** Applies the document in one transaction. */
    public Plan apply(ConfigStore store, String actor) {
        return apply(store, actor, false);
    }

    /** The same; {@code prune} removes what the accounts of the document own beside what it says. */
    public Plan apply(ConfigStore store, String actor, boolean prune) {
        return inItsOwnWords(() -> {
            FileRun.Done done =
                    store.write(actor, changes -> new FileRun(store, changes, actor).run(document.deepCopy(), prune));
            return done.plan(store.database().read(done::sheets));
        });
    }

    /** The document says graph where the store says draft; errors come in the order of its lines. */
    private Plan inItsOwnWords(Supplier<Plan> run) {
        try {
            return run.get();
        } catch (ConfigRefused refused) {
            throw ConfigRefused.invalid(refused.errors().stream()
                    .map(it -> new FieldError(
                            it.field().replaceAll("(flows\\[\\d+])\\.draft", "$1.graph"), it.code(), it.message()))
                    .sorted(Comparator.comparingInt(it -> line(it.field()).orElse(0)))
                    .toList());
        }
    }

    /** The tree we read holds the name of an anchor where its value should be. */
    private static void refuseAliases(FileLines lines) {
        if (!lines.aliases().isEmpty()) {
            throw ConfigRefused.invalid(lines.aliases());
        }
    }

    private static ConfigRefused tooLarge() {
        return refused("is larger than " + MOST_BYTES / 1024 / 1024 + " MiB: split it by accounts");
    }

    private static ConfigRefused refused(String message) {
        return ConfigRefused.invalid(List.of(new FieldError("", "config.bad-document", message)));
    }
}
