package io.ringlog.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one run, by section and key, in the order they were measured; a figure that was left out says why. */
final class Report {

    private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();

    /** A figure; one that nothing came through for is no number, and must not be taken for a good one. */
    void put(String section, String key, double value) {
        if (Double.isFinite(value)) {
            section(section).put(key, rounded(value));
        } else {
            leftOut(section, key, "left out: nothing came through");
        }
    }

    /** Several figures that belong together under one key. */
    void put(String section, String key, Map<String, Double> values) {
        Map<String, Double> figures = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (Double.isFinite(value)) {
                figures.put(name, rounded(value));
            }
        });
        section(section).put(key, figures);
    }

    /** A remark beside the figures: why calls failed, for one. */
    void note(String section, String key, String text) {
        section(section).put(key, text);
    }

    /** A sentence in place of the figure. */
    void leftOut(String section, String key, String why) {
        section(section).put(key, why);
    }

    /** One object: section, key, number; what was left out is a sentence in place of the number. */
    Map<String, Map<String, Object>> asMap() {
        return sections;
    }

    String asTable() {
        StringBuilder table = new StringBuilder();
        sections.forEach((section, figures) -> figures.forEach((key, value) ->
                table.append(String.format(Locale.ROOT, "  %-10s %-24s %s%n", section, key, shown(value)))));
        return table.toString();
    }

    /** Writes {@link #asMap()} as JSON, when there is a file to write it to. */
    void writeTo(@Nullable Path json) throws IOException {
        if (json != null) {
            Files.write(
                    json, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(sections));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%,14.2f", number) : "  " + value;
    }

    private Map<String, Object> section(String name) {
        return sections.computeIfAbsent(name, any -> new LinkedHashMap<>());
    }
}
