package io.ringlog.lab.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of one run, by section and key, in the order they were measured; a figure that was left out says why. */
final class Report {

    private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();

    void put(String section, String key, double value) {
        section(section).put(key, Math.round(value * 100) / 100.0);
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

    private static String shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%,14.2f", number) : "  " + value;
    }

    private Map<String, Object> section(String name) {
        return sections.computeIfAbsent(name, any -> new LinkedHashMap<>());
    }
}
