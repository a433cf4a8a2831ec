package io.ringlog.config.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.Objects;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Why a text is no YAML, and where.
 *
 * @param line from 1; 0 when nobody knows
 */
public record NotYaml(int line, String why) {

    /** The parser itself knows only where the last whole thing began; its cause knows what broke. */
    public static NotYaml of(JsonProcessingException refused) {
        if (refused.getCause() instanceof MarkedYAMLException marked) {
            Mark at = marked.getProblemMark();
            String why = Objects.requireNonNullElse(marked.getProblem(), marked.getContext());
            return new NotYaml(at == null ? 0 : at.getLine() + 1, String.valueOf(why));
        }
        int line = refused.getLocation() == null ? 0 : refused.getLocation().getLineNr();
        String why = Objects.requireNonNullElse(refused.getOriginalMessage(), "");
        return new NotYaml(Math.max(0, line), why.lines().findFirst().orElse(""));
    }

    /** {@code tenant.yaml:2: is not YAML: found character ...}. */
    public String in(Path file) {
        return (line == 0 ? file.toString() : file + ":" + line) + ": is not YAML: " + why;
    }
}
